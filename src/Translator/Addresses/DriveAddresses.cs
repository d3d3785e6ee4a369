using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>Places on IDE, SATA, SCSI and floppy controllers that follow from a disk's target name (addresses.md 4.3).</summary>
internal static class DriveAddresses
{
    private const uint UnitsOfScsi = 7;

    /// <summary>The number that the letters of a target name stand for: a = 0, z = 25, aa = 26; null where the name is none.</summary>
    public static int? TargetIndex(string target) => DiskTarget.Index(target) is var index and >= 0 ? index : null;

    /// <summary>Gives a disk of a controller bus the place of its name, where it has no address.</summary>
    public static void AssignDisk(Domain domain, Disk disk)
    {
        if (disk.Address is not null || disk.TargetDev.Length == 0
            || disk.Bus is not (DiskBus.Scsi or DiskBus.Ide or DiskBus.Sata or DiskBus.Fdc or DiskBus.Nvme))
        {
            return;
        }

        uint index = (uint)(TargetIndex(disk.TargetDev)
            ?? throw DomainException.Internal($"Unknown disk name '{disk.TargetDev}' and no address specified", disk.Position));
        DriveAddress address = disk.Bus switch
        {
            DiskBus.Scsi => new DriveAddress { Controller = index / UnitsOfScsi, Unit = index % UnitsOfScsi },
            DiskBus.Ide => new DriveAddress { Controller = index / 4, Bus = index % 4 / 2, Unit = index % 2 },
            DiskBus.Nvme => new DriveAddress { Controller = DiskTarget.Nvme(disk.TargetDev)?.Controller ?? 0, Unit = index },
            DiskBus.Sata => new DriveAddress { Controller = index / 6, Unit = index % 6 },
            _ => new DriveAddress { Controller = index / 2, Unit = index % 2 },
        };
        if (disk.Bus == DiskBus.Scsi && domain.Hostdevs.Exists(h =>
            h.Source is ScsiHostdevSource && h.Address is DriveAddress other && address.IsSamePlace(other)))
        {
            throw new DomainException(
                $"using disk target name '{disk.TargetDev}' conflicts with SCSI host device address controller='{address.Controller}' bus='0' target='0' "
                + $"unit='{address.Unit}'", disk.Position);
        }

        disk.Address = address;
    }

    /// <summary>Gives a SCSI host device the first unit that no SCSI disk and no other host device has.</summary>
    public static void AssignScsiHostdev(Domain domain, Hostdev hostdev)
    {
        if (hostdev.Source is not ScsiHostdevSource)
        {
            return;
        }

        if (hostdev.Address is null)
        {
            hostdev.Address = NextFree(domain);
            return;
        }

        if (hostdev.Address is DriveAddress given
            && domain.Disks.Exists(d => d is { Bus: DiskBus.Scsi, Address: DriveAddress other } && given.IsSamePlace(other)))
        {
            throw new DomainException(
                $"SCSI host address controller='{given.Controller}' bus='{given.Bus}' target='{given.Target}' unit='{given.Unit}' in use by a SCSI disk",
                hostdev.Position);
        }
    }

    private static DriveAddress NextFree(Domain domain)
    {
        for (uint controller = 0; ; controller++)
        {
            ControllerModel? model = ControllerList.Find(domain.Controllers, ControllerType.Scsi, controller)?.Model;
            for (uint unit = 0; unit < UnitsOfScsi; unit++)
            {
                var address = new DriveAddress { Controller = controller, Unit = unit };
                if ((model != ControllerModel.LsiSas1068 || unit <= 1) && !IsTaken(domain, address))
                {
                    return address;
                }
            }
        }
    }

    private static bool IsTaken(Domain domain, DriveAddress address) =>
        domain.Disks.Exists(d => d is { Bus: DiskBus.Scsi, Address: DriveAddress other } && address.IsSamePlace(other))
        || domain.Hostdevs.Exists(h => h is { Source: ScsiHostdevSource, Address: DriveAddress other } && address.IsSamePlace(other));
}
