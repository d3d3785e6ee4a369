using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;
using VirshLite.Translator.Threads;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>What QEMU, or the one at hand, cannot do with a disk (storage.md 17.4, in its order).</summary>
internal static class DiskQemuRules
{
    /// <summary>The largest value of a throttling limit.</summary>
    private const ulong MaximumLimit = 1_000_000_000_000_000;

    public static void Check(Disk disk, Domain domain, QemuCapabilities capabilities, Compatibility rules)
    {
        Address(disk, domain);
        Frontend(disk, capabilities, rules);
        Serial(disk);
        IoThreads(disk, domain, capabilities);
        Throttling(disk, domain);
        Transient(disk, domain, capabilities);
        Require(
            disk is not { Shareable: true, ReadOnly: false } || IsPlainRaw(disk.Source), disk,
            $"shared access for disk '{disk.TargetDev}' requires use of supported storage format");
        Require(disk.DriverName is null or "qemu", disk, $"unsupported driver name '{disk.DriverName}' for disk '{disk.TargetDev}'");
        Require(DiskTarget.TryParse(disk.TargetDev, out _, out bool hasPartition), disk, $"invalid disk target '{disk.TargetDev}'");
        Require(!hasPartition, disk, $"invalid disk target '{disk.TargetDev}', partitions can't appear in disk targets");
        Require(disk.DiscardNoUnref is null || capabilities.Has(Flags.Qcow2DiscardNoUnref), disk,
            "setting disk parameter 'discard_no_unref' is not supported by this QEMU binary");
        for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
        {
            ImageRules.CheckForQemu(source, disk, capabilities);
        }

        Require(disk.Bus != DiskBus.Sd || disk.Source.Encryption is not { Secrets.Count: > 1 }, disk, "'sd' disks support only one encryption secret");
        Vhost(disk, domain, capabilities);
    }

    private static void Address(Disk disk, Domain domain)
    {
        if (disk.Address is not DriveAddress drive)
        {
            return;
        }

        switch (disk.Bus)
        {
            case DiskBus.Scsi:
                RequireInternal(drive.Bus == 0, disk, "SCSI controller only supports 1 bus");
                Controller? controller = ControllerList.Find(domain.Controllers, ControllerType.Scsi, drive.Controller);
                RequireInternal(controller?.Model != ControllerModel.LsiLogic || drive.Target == 0, disk,
                    "target must be 0 for scsi controller model 'lsilogic'");
                break;
            case DiskBus.Ide:
                RequireInternal(drive.Controller == 0, disk, "Only 1 ide controller is supported");
                RequireInternal(drive.Target == 0, disk, "target must be 0 for ide controller");
                break;
            case DiskBus.Fdc:
                RequireInternal(drive.Controller == 0, disk, "Only 1 fdc controller is supported");
                RequireInternal(drive.Bus == 0, disk, "Only 1 fdc bus is supported");
                RequireInternal(drive.Target == 0, disk, "target must be 0 for controller fdc");
                break;
            case DiskBus.Sata:
                RequireInternal(drive.Bus == 0, disk, "Only 1 bus is supported for sata");
                RequireInternal(drive.Target == 0, disk, "target must be 0 for sata controller");
                break;
        }
    }

    private static void Frontend(Disk disk, QemuCapabilities capabilities, Compatibility rules)
    {
        string bus = DiskBus.Names.Of(disk.Bus) ?? "";
        if (disk.Geometry is { } geometry)
        {
            bool full = geometry is { Cylinders: > 0, Heads: > 0, Sectors: > 0 };
            Require(!full || disk.Bus is not (DiskBus.Usb or DiskBus.Sd), disk, $"CHS geometry can not be set for '{bus}' bus");
            Require(
                geometry.Translation is null or GeometryTranslation.Default || disk.Bus == DiskBus.Ide, disk,
                $"CHS translation mode can only be set for 'ide' bus not '{bus}'");
        }

        Require(disk.Serial is null || disk.Bus != DiskBus.Sd, disk, "Serial property not supported for drive bus 'sd'");
        Require(
            disk.DeviceKind != DiskDevice.Cdrom || disk.Bus is not (DiskBus.Virtio or DiskBus.Sd), disk,
            $"disk type of '{disk.TargetDev}' does not support ejectable media: a cdrom cannot be on bus '{bus}'");
        if (disk.CopyOnRead == true)
        {
            Require(!disk.ReadOnly, disk, $"copy_on_read is not compatible with read-only disk '{disk.TargetDev}'");
            Require(
                disk.DeviceKind is not (DiskDevice.Cdrom or DiskDevice.Floppy), disk,
                $"copy_on_read is not supported with removable disk '{disk.TargetDev}'");
        }

        bool isScsi = disk.Bus == DiskBus.Scsi;
        bool isAta = disk.Bus is DiskBus.Ide or DiskBus.Sata;
        Require(disk.Wwn is null || isScsi || disk.Bus == DiskBus.Ide, disk, "Only ide and scsi disk support wwn");
        Require(disk.Vendor is null || isScsi, disk, "Only scsi disk supports 'vendor'");
        Require(disk.Product is null || isScsi || isAta, disk, "Only scsi, ide and sata disks support 'product'");
        Lun(disk, capabilities);
        RequireInternal(disk.RotationRate == 0 || isScsi || isAta, disk, "rotation rate is only valid for SCSI/IDE/SATA bus");
        RequireInternal(disk.RotationRate == 0 || disk.DeviceKind == DiskDevice.Disk, disk, "rotation rate is only valid for disk device");
        Require(disk.QueueSize == 0 || capabilities.Has(Flags.VirtioBlkQueueSize), disk, "queue_size property isn't supported by this QEMU binary");
        if (disk.Bus == DiskBus.Usb)
        {
            Require(!rules.UsbDisksNeedMedia || !disk.Source.IsEmpty || disk.UsbModel == UsbDiskModel.UsbBot, disk, "'usb' disk must not be empty");
            RequireInternal(disk.Address is null or UsbAddress, disk, "unexpected address type for usb disk");
        }

        Require(!(disk is { ReadOnly: true, DeviceKind: DiskDevice.Disk } && isAta), disk, $"readonly {bus} disks are not supported");
        Require(
            disk.Io != DiskIo.Native || disk.Cache is DiskCache.None or DiskCache.DirectSync, disk,
            "io='native' needs either no disk cache or directsync cache mode");
        Require(disk.Io != DiskIo.IoUring || capabilities.Has(Flags.AioIoUring), disk, "io uring is not supported by this QEMU binary");
    }

    private static void Lun(Disk disk, QemuCapabilities capabilities)
    {
        if (disk.DeviceKind != DiskDevice.Lun)
        {
            return;
        }

        Require(disk.Bus is DiskBus.Scsi or DiskBus.Virtio, disk, $"disk device='lun' is not supported for bus='{DiskBus.Names.Of(disk.Bus)}'");
        Require(
            disk.Bus != DiskBus.Virtio || capabilities.Has(Flags.VirtioBlkPciScsi), disk,
            "This QEMU doesn't support SCSI emulation with 'virtio-blk' device, which disk device='lun' with bus='virtio' needs");
        Require(disk.CopyOnRead != true, disk, "copy_on_read is not supported with disk device='lun'");
        Require(disk.Wwn is null, disk, "Setting wwn is not supported for lun device");
        Require(disk.Vendor is null && disk.Product is null, disk, "Setting vendor or product is not supported for lun device");
    }

    private static void Serial(Disk disk)
    {
        if (disk.Serial is not { } serial)
        {
            return;
        }

        Require(disk.Bus != DiskBus.Scsi || disk.DeviceKind != DiskDevice.Lun, disk, "scsi-block 'lun' devices do not support the serial property");
        foreach (char c in serial)
        {
            Require(char.IsAsciiLetterOrDigit(c) || "-_ .+".Contains(c, StringComparison.Ordinal), disk,
                $"driver serial '{serial}' contains unsafe characters");
        }
    }

    private static void IoThreads(Disk disk, Domain domain, QemuCapabilities capabilities)
    {
        if (disk.IoThread == 0 && disk.IoThreads.Count == 0)
        {
            return;
        }

        Require(
            disk.Bus == DiskBus.Virtio, disk,
            $"IOThreads not available for bus {DiskBus.Names.Of(disk.Bus)} target {disk.TargetDev}: only virtio disks have them");
        if (disk.IoThreads.Count > 0)
        {
            Require(capabilities.Has(Flags.VirtioBlkIothreadMapping), disk, "iothread mapping is not supported with this QEMU binary");
            IoThreadRules.CheckMapping(disk.IoThreads, disk.Queues, domain, disk.Position);
        }
        else
        {
            Require(domain.IoThreads?.Ids().Contains(disk.IoThread) == true, disk, $"Disk iothread '{disk.IoThread}' not defined in iothreadid");
        }
    }

    private static void Throttling(Disk disk, Domain domain)
    {
        if (disk.IoTune is not { } tune)
        {
            return;
        }

        Require(!tune.Limits.IsEmpty, disk, "group_name can be configured only together with settings of <iotune>");
        Require(disk.Bus != DiskBus.Sd, disk, "block I/O throttling is not supported for disks of bus 'sd'");
        if (tune.GroupName is { } group)
        {
            foreach (Disk other in domain.Disks)
            {
                Require(
                    other == disk || other.IoTune?.GroupName != group || other.IoTune.Limits == tune.Limits, disk,
                    $"different iotunes for disks {disk.TargetDev} and {other.TargetDev} of the group '{group}'");
            }
        }

        ThrottleLimits l = tune.Limits;
        ReadOnlySpan<ulong> values =
        [
            l.TotalBytesSec, l.ReadBytesSec, l.WriteBytesSec, l.TotalIopsSec, l.ReadIopsSec, l.WriteIopsSec, l.TotalBytesSecMax, l.ReadBytesSecMax,
                l.WriteBytesSecMax,
            l.TotalIopsSecMax, l.ReadIopsSecMax, l.WriteIopsSecMax, l.SizeIopsSec,
        ];
        foreach (ulong value in values)
        {
            Require(value <= MaximumLimit, disk, $"block I/O throttle limit must be no more than {MaximumLimit} using QEMU");
        }
    }

    private static void Transient(Disk disk, Domain domain, QemuCapabilities capabilities)
    {
        if (!disk.Transient)
        {
            return;
        }

        Require(!disk.Source.IsEmpty, disk, "transient disk source is empty");
        Require(!disk.ReadOnly, disk, "transient disk can't be read-only");
        Require(disk.Source.Type == StorageType.File, disk, $"transient disk supports only files, not '{StorageType.Names[disk.Source.Type]}' storage");
        Require(disk.DeviceKind == DiskDevice.Disk, disk, $"disk type '{DiskDevice.Names[disk.DeviceKind]}' cannot be transient");
        if (disk.TransientShareBacking == true)
        {
            Require(
                disk.Bus is DiskBus.Usb or DiskBus.Virtio or DiskBus.Scsi, disk,
                $"disk bus '{DiskBus.Names.Of(disk.Bus)}' doesn't support transient disk backing image sharing");
            Lifecycle lifecycle = domain.Lifecycle;
            bool allDestroy = lifecycle is { OnPoweroff: LifecycleAction.Destroy, OnReboot: LifecycleAction.Destroy, OnCrash: LifecycleAction.Destroy };
            Require(!allDestroy || capabilities.Has(Flags.SetAction), disk,
                "transient disk backing image sharing is not supported with all lifecycle actions 'destroy' on this QEMU");
        }
    }

    private static void Vhost(Disk disk, Domain domain, QemuCapabilities capabilities)
    {
        if (disk.Source.Type == StorageType.VhostUser)
        {
            Require(capabilities.Has(Flags.VhostUserBlk), disk, "vhostuser disk is not supported with this QEMU binary");
            Require(SharedMemory.IsShared(domain), disk,
                "'vhostuser' requires shared memory: <memoryBacking><access mode='shared'/> for all of the guest's memory");
        }
        else if (disk.Source.Type == StorageType.VhostVdpa)
        {
            Require(capabilities.Has(Flags.VirtioBlkVhostVdpa), disk, "vhostvdpa disk is not supported with this QEMU binary");
            Require(SharedMemory.IsShared(domain), disk,
                "'vhostvdpa' requires shared memory: <memoryBacking><access mode='shared'/> for all of the guest's memory");
            Require(disk.Cache is DiskCache.None or DiskCache.DirectSync, disk, "'vhostvdpa' disk requires cache mode 'none' or 'directsync'");
        }
    }

    private static bool IsPlainRaw(StorageSource source) =>
        source.Format is null or StorageFormat.Raw && source.Encryption is not { Engine: not EncryptionEngine.Librbd };

    private static void RequireInternal(bool holds, Disk disk, string otherwise)
    {
        if (!holds)
        {
            throw DomainException.Internal(otherwise, disk.Position);
        }
    }
}
