using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>What a disk's XML leaves open: driver, bus, address, the details of its images (completion.md 6.1, addresses.md 4.3).</summary>
internal sealed class DiskPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Disk disk in context.Domain.Disks)
        {
            Complete(disk, context);
        }
    }

    private static void Complete(Disk disk, TranslationContext context)
    {
        Domain domain = context.Domain;
        disk.DriverName ??= "qemu";
        if (disk.Source.Type != StorageType.Volume)
        {
            disk.Source.Format ??= StorageFormat.Raw;
        }

        if (disk.DeviceKind == DiskDevice.Cdrom)
        {
            disk.ReadOnly = true;
        }

        if (disk.Source.Type == StorageType.VhostUser)
        {
            disk.Snapshot ??= DiskSnapshot.No;
        }

        disk.Bus ??= BusOf(disk);
        if (disk.Bus == DiskBus.Usb && context.Rules.UsbDisksNameTheirModel)
        {
            // a stored definition keeps the drive that its guest knows (measured: libvirt 12.8)
            disk.UsbModel ??= !context.Options.IsStored && disk.DeviceKind == DiskDevice.Cdrom ? UsbDiskModel.UsbBot : UsbDiskModel.UsbStorage;
        }

        for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
        {
            StorageSourceDefaults.Complete(source);
            if (source.DataStore is { } data)
            {
                StorageSourceDefaults.Complete(data);
            }
        }

        CopyGroupLimits(disk, domain);
        DriveAddresses.AssignDisk(domain, disk);
    }

    private static DiskBus BusOf(Disk disk)
    {
        if (disk.DeviceKind == DiskDevice.Floppy)
        {
            return DiskBus.Fdc;
        }

        string name = disk.TargetDev;
        return name.StartsWith("sd", StringComparison.Ordinal) ? DiskBus.Scsi
            : name.StartsWith("vd", StringComparison.Ordinal) ? DiskBus.Virtio
            : name.StartsWith("xvd", StringComparison.Ordinal) ? DiskBus.Xen
            : name.StartsWith("ubd", StringComparison.Ordinal) ? DiskBus.Uml
            : DiskTarget.Nvme(name) is not null ? DiskBus.Nvme
            : DiskBus.Ide;
    }

    /// <summary>A disk that only names its group takes the limits of the first disk of that group that has some.</summary>
    private static void CopyGroupLimits(Disk disk, Domain domain)
    {
        if (disk.IoTune is not { GroupName: { } group, Limits.IsEmpty: true } tune)
        {
            return;
        }

        foreach (Disk other in domain.Disks)
        {
            if (other.IoTune is { Limits.IsEmpty: false } found && found.GroupName == group)
            {
                tune.Limits = found.Limits with { };
                return;
            }
        }
    }
}
