using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>Start: vhost-vdpa disks take their fd sets, first to last, after disks with handed-in descriptors and character devices (storage.md 4.1).</summary>
internal sealed class VdpaDiskPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Disk disk in context.Domain.Disks)
        {
            for (ImageNode? image = context.Storage.Of(disk).Top; image is not null; image = image.Backing)
            {
                if (image.Source.Type == StorageType.VhostVdpa)
                {
                    image.FdSet = context.FdSets.Take();
                }
            }
        }
    }
}
