using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Storage;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>What no disk can be, whatever runs it (storage.md 17.2, in its order).</summary>
internal static class DiskRules
{
    public static void Check(Disk disk, Domain domain)
    {
        if (disk.TargetDev.Length == 0)
        {
            throw new DomainException(
                "missing target information for device" + (disk.Source.Path is { } path ? " " + path : ": <target dev=…/> is needed"), disk.Position,
                RefusalKind.Plain);
        }

        for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
        {
            ImageRules.CheckDefinition(source);
        }

        Require(disk.Sgio != ScsiGenericIo.Unfiltered, disk, "'unfiltered' sgio is not supported: the host's kernel no longer has it");
        Lun(disk);
        Throttling(disk, domain);
        if (disk.Bus is DiskBus.Ide or DiskBus.Fdc or DiskBus.Scsi or DiskBus.Sata or DiskBus.Nvme)
        {
            Require(
                disk.Address is null or DriveAddress, disk,
                $"Invalid address type '{disk.Address?.TypeName}' for the disk '{disk.TargetDev}' with the bus type '{DiskBus.Names.Of(disk.Bus)}'");
        }

        Require(
            disk.Statistics is null or { Intervals: [] } || disk.Bus is DiskBus.Virtio or DiskBus.Scsi or DiskBus.Ide or DiskBus.Sata or DiskBus.Usb, disk,
            $"statistics collection is not supported by disks on bus '{DiskBus.Names.Of(disk.Bus)}'");
        VirtioOnly(disk);
        Require(disk.Source.Nvme is not { Namespace: 0 }, disk, "NVMe namespace can't be zero");
        VhostUser(disk);
        Target(disk);
        if (disk.IoThread != 0)
        {
            Require(disk.IoThreads.Count == 0, disk, "disk driver 'iothread' attribute can't be used together with 'iothreads' subelement");
        }

        ThrottleFilters(disk, domain);
    }

    private static void Lun(Disk disk)
    {
        StorageSource source = disk.Source;
        if (disk.DeviceKind == DiskDevice.Lun)
        {
            if (source.Type == StorageType.Network)
            {
                Require(
                    source.Protocol == StorageProtocol.Iscsi, disk,
                    $"disk device='lun' is not supported for protocol='{StorageProtocol.Names.Of(source.Protocol)}'");
            }
            else
            {
                Require(source.Type is StorageType.Block or StorageType.Volume, disk, "disk device='lun' is only valid for block type disk source");
            }

            Require(source.Format is null or StorageFormat.Raw, disk, "disk device 'lun' using target bus must use 'raw' format");
            Require(source.Slice is null, disk, "device type 'lun' doesn't support storage slice");
            Require(source.Encryption is null, disk, "device type 'lun' doesn't support encryption");
            return;
        }

        Require(source.Reservations is null, disk, "<reservations/> can be used only with device='lun'");
        Require(disk.RawIo != true, disk, "rawio can be used only with device='lun'");
        Require(disk.Sgio is null, disk, "sgio can be used only with device='lun'");
    }

    private static void Throttling(Disk disk, Domain domain)
    {
        if (disk.IoTune is not { Limits: { } l })
        {
            return;
        }

        ThrottleLimitsRules.Check(l, disk.Position);
    }

    private static void VirtioOnly(Disk disk)
    {
        if (disk.Bus == DiskBus.Virtio)
        {
            return;
        }

        Require(
            disk.Model is null, disk,
            $"disk model '{VirtioModel.Names.Of(disk.Model)}' not supported for bus '{DiskBus.Names.Of(disk.Bus)}'");
        Require(disk.Queues == 0, disk, "queues attribute in disk driver element is only supported by virtio-blk");
        Require(disk.QueueSize == 0, disk, "queue_size attribute in disk driver element is only supported by virtio-blk");
        Require(disk.EventIdx is null, disk, "disk event_idx mode supported only for virtio bus");
        Require(disk.IoEventFd is null, disk, "disk ioeventfd mode supported only for virtio bus");
        Require(disk.VirtioOptions is null, disk, "virtio driver options (iommu, ats, packed, page_per_vq) are only supported for virtio devices");
    }

    private static void VhostUser(Disk disk)
    {
        if (disk.Source.Type != StorageType.VhostUser)
        {
            return;
        }

        Require(disk.Bus == DiskBus.Virtio, disk, "vhostuser disk supports only virtio bus");
        Require(disk.Snapshot is null or DiskSnapshot.No, disk, "only snapshot=no is supported with vhostuser disk");
        Without(disk, disk.Cache is not (null or DiskCache.Default), "cache");
        Without(disk, disk.ErrorPolicy is not (null or DiskErrorPolicy.Default) || disk.ReadErrorPolicy is not (null or DiskErrorPolicy.Default),
            "error policies");
        Without(disk, disk.Io is not (null or DiskIo.Default), "io");
        Without(disk, disk.IoEventFd is not null, "ioeventfd");
        Without(disk, disk.CopyOnRead is not null, "copy_on_read");
        Without(disk, disk.Discard is not (null or DiskDiscard.Default), "discard");
        Without(disk, disk.IoThread != 0 || disk.IoThreads.Count > 0, "iothread");
        Without(disk, disk.DetectZeroes is not (null or DiskDetectZeroes.Default), "detect_zeroes");
        Without(disk, disk.Source.MetadataCacheMaxSize != 0, "metadata_cache");
        Without(disk, disk.IoTune is not null, "iotune");
        Without(disk, disk.Source.Backing is not null || disk.Source.IsChainEnd, "backingStore");
        Without(disk, disk.Source.Encryption is not null, "encryption");
        Without(disk, disk.ReadOnly, "readonly");
        Without(disk, disk.Shareable, "shareable");
        Without(disk, disk.Transient, "transient");
        Without(disk, disk.Serial is not null, "serial");
        Without(disk, disk.Wwn is not null, "wwn");
        Without(disk, disk.Vendor is not null, "vendor");
        Without(disk, disk.Product is not null, "product");
        Without(disk, disk.Source.Auth is not null, "auth");
        Without(disk, disk.Geometry is not null, "geometry");
        Without(disk, disk.BlockIo is not null, "blockio");
    }

    private static void Without(Disk disk, bool isGiven, string what) => Require(!isGiven, disk, $"{what} is not supported with vhostuser disk");

    private static void Target(Disk disk)
    {
        Require(
            disk.Tray != DiskTray.Open || disk.DeviceKind is DiskDevice.Cdrom or DiskDevice.Floppy, disk, "tray is only valid for cdrom and floppy");
        if (disk.Vendor is { } vendor)
        {
            Require(IsPrintable(vendor), disk, "disk vendor is not printable string");
            Require(vendor.Length <= 8, disk, "disk vendor is more than 8 characters");
        }

        if (disk.Product is { } product)
        {
            int most = disk.Bus == DiskBus.Scsi ? 16 : 40;
            Require(IsPrintable(product), disk, "disk product is not printable string");
            Require(product.Length <= most, disk, $"disk product is more than {most} characters");
        }

        string bus = DiskBus.Names.Of(disk.Bus) ?? "";
        Require(disk.DeviceKind != DiskDevice.Floppy || disk.Bus == DiskBus.Fdc, disk, $"Invalid bus type '{bus}' for floppy disk");
        Require(disk.DeviceKind == DiskDevice.Floppy || disk.Bus != DiskBus.Fdc, disk, $"Invalid bus type '{bus}' for disk");
        if (disk.Removable is not null)
        {
            bool allowed = disk.Bus == DiskBus.Usb || (disk.Bus == DiskBus.Scsi && disk.DeviceKind == DiskDevice.Disk);
            Require(allowed, disk, "removable is only valid for usb or scsi disks");
        }

        Require(disk.DpoFua is null || disk.Bus == DiskBus.Scsi, disk, "'dpofua' option is available only for SCSI disks");
        StartupPolicy(disk);
        Require(disk.Wwn is null || IsWwn(disk.Wwn), disk, $"malformed wwn '{disk.Wwn}': 16 hexadecimal digits would be right");
        Name(disk);
        Require(disk.Source is not { IsEmpty: true } || disk.DeviceKind is DiskDevice.Cdrom or DiskDevice.Floppy or DiskDevice.Lun, disk, NoSource(disk));
        if (disk.DiscardNoUnref == true)
        {
            Require(disk.Source.Format == StorageFormat.Qcow2, disk, "'discard_no_unref' only works with qcow2 disk format");
            Require(!disk.ReadOnly, disk, "'discard_no_unref' is not compatible with read-only disk");
        }
    }

    private static string NoSource(Disk disk) => $"no source for the disk '{disk.TargetDev}': only a cdrom, floppy or lun can be without";

    private static void StartupPolicy(Disk disk)
    {
        if (disk.StartupPolicy is not { } policy)
        {
            return;
        }

        string word = DiskStartupPolicy.Names[policy];
        Require(
            disk.Source.Type is StorageType.File or StorageType.Block or StorageType.Dir or StorageType.Volume, disk,
            $"disk startupPolicy '{word}' is not allowed for disk of '{StorageType.Names[disk.Source.Type]}' type");
        Require(
            policy != DiskStartupPolicy.Requisite || disk.DeviceKind is DiskDevice.Cdrom or DiskDevice.Floppy, disk,
            $"disk startupPolicy 'requisite' is allowed only for cdrom or floppy, not for '{DiskDevice.Names[disk.DeviceKind]}'");
    }

    private static void Name(Disk disk)
    {
        string target = disk.TargetDev;
        if (disk.DeviceKind == DiskDevice.Floppy)
        {
            Require(target.StartsWith("fd", StringComparison.Ordinal), disk, $"Invalid floppy device name: {target}");
        }
        else if (disk.DeviceKind is DiskDevice.Disk or DiskDevice.Lun)
        {
            bool known = target.StartsWith("hd", StringComparison.Ordinal) || target.StartsWith("sd", StringComparison.Ordinal)
                || target.StartsWith("vd", StringComparison.Ordinal) || target.StartsWith("xvd", StringComparison.Ordinal)
                || target.StartsWith("ubd", StringComparison.Ordinal) || DiskTarget.Nvme(target) is not null;
            Require(known, disk, $"Invalid harddisk device name: {target}");
        }
    }

    private static void ThrottleFilters(Disk disk, Domain domain)
    {
        if (disk.ThrottleFilters.Count == 0)
        {
            return;
        }

        Require(disk.IoTune is null, disk, $"block 'throttlefilters' can't be used together with 'iotune' for disk '{disk.TargetDev}'");
        Require(disk.DeviceKind != DiskDevice.Cdrom, disk, $"cdrom device with throttle filters isn't supported: disk '{disk.TargetDev}'");
        foreach (string group in disk.ThrottleFilters)
        {
            Require(domain.ThrottleGroups.Exists(g => g.Name == group), disk,
                $"throttle group '{group}' not found, named by a throttle filter of disk '{disk.TargetDev}'");
        }
    }

    private static bool IsWwn(string wwn)
    {
        ReadOnlySpan<char> digits = wwn.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? wwn.AsSpan(2) : wwn;
        return digits.Length == 16 && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
    }

    private static bool IsPrintable(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static DomainException Refuse(Disk disk, string message) => DomainException.Unsupported(message, disk.Position);
}
