using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Hostdevs;

/// <summary>What a host device's XML leaves open (completion.md 6.13, addresses.md 4.3); disks have their addresses by now.</summary>
internal sealed class HostdevPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Hostdev hostdev in context.Domain.Hostdevs)
        {
            switch (hostdev.Source)
            {
                case MdevHostdevSource mdev:
                    CompleteMdev(hostdev, mdev);
                    break;
                case ScsiHostdevSource scsi:
                    CompleteScsi(hostdev, scsi, context.Domain);
                    break;
            }
        }
    }

    private static void CompleteMdev(Hostdev hostdev, MdevHostdevSource mdev)
    {
        bool fits = mdev.Model switch
        {
            MdevModel.VfioPci => hostdev.Address is null or PciAddress or UnassignedAddress,
            MdevModel.VfioCcw => hostdev.Address is null or CcwAddress or UnassignedAddress,
            _ => true,
        };
        if (!fits)
        {
            throw new DomainException(
                $"Unsupported address type '{hostdev.Address!.TypeName}' with mediated device model '{MdevModel.Names[mdev.Model]}'", hostdev.Position);
        }

        if (mdev.Model == MdevModel.VfioPci)
        {
            mdev.Display ??= false;
        }
    }

    private static void CompleteScsi(Hostdev hostdev, ScsiHostdevSource scsi, Domain domain)
    {
        if (scsi.Iscsi is { Path: { } path } iscsi)
        {
            iscsi.Path = StorageSourceDefaults.WithLun(path);
        }

        DriveAddresses.AssignScsiHostdev(domain, hostdev);
    }
}
