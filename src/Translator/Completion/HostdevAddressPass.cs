using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;

namespace VirshLite.Translator.Completion;

/// <summary>Places of SCSI host devices, after those of the disks (addresses.md 4.3), and address types that mediated devices cannot have.</summary>
public sealed class HostdevAddressPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Hostdev hostdev in context.Domain.Hostdevs)
        {
            DriveAddresses.AssignScsiHostdev(context.Domain, hostdev);
            bool isWrong = hostdev.Source switch
            {
                MdevHostdevSource { Model: MdevModel.VfioPci } => hostdev.Address is not (null or PciAddress or UnassignedAddress),
                MdevHostdevSource { Model: MdevModel.VfioCcw } => hostdev.Address is not (null or CcwAddress or UnassignedAddress),
                _ => false,
            };
            if (isWrong)
            {
                var mdev = (MdevHostdevSource)hostdev.Source;
                throw new DomainException($"Unsupported address type '{hostdev.Address!.TypeName}' with mediated device model '{MdevModelNames.All[mdev.Model]}'", hostdev.Position);
            }
        }
    }
}
