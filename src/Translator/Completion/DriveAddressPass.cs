using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;

namespace VirshLite.Translator.Completion;

/// <summary>Places of disks on their controllers, by target name; runs once the disks' buses are known (addresses.md 4.3).</summary>
public sealed class DriveAddressPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Disk disk in context.Domain.Disks)
        {
            DriveAddresses.AssignDisk(context.Domain, disk);
        }
    }
}
