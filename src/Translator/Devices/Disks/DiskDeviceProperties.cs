using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Threads;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>The -device of a disk (storage.md 8.1 to 8.3).</summary>
internal static class DiskDeviceProperties
{
    /// <summary>The bus of one disk that stands in front of a USB disk of model usb-bot; null for all others (versions.md R3).</summary>
    public static PropertyBag? UsbBus(Disk disk, TranslationContext context) =>
        IsUsbBot(disk)
            ? AddressProperties.Add(new PropertyBag().Add("driver", "usb-bot").Add("id", disk.Alias).Add("serial", Serial(disk)), disk, context)
            : null;

    public static PropertyBag Of(Disk disk, DiskNodes nodes, TranslationContext context)
    {
        var bag = new PropertyBag();
        Head(bag, disk, context);
        if (IsUsbBot(disk))
        {
            bag.Add("bus", disk.Alias + ".0").Add("scsi-id", 0).Add("lun", 0);
        }
        else
        {
            AddressProperties.Add(bag, disk, context);
        }

        Identity(bag, disk, nodes, context);
        Details(bag, disk);
        return bag;
    }

    /// <summary>The id of a disk for the monitor's throttling command.</summary>
    public static string QomName(Disk disk) => disk.Bus switch
    {
        DiskBus.Virtio => $"/machine/peripheral/{disk.Alias}/virtio-backend",
        DiskBus.Usb when IsUsbBot(disk) => DeviceId(disk)!,
        DiskBus.Usb => $"/machine/peripheral/{disk.Alias}/{disk.Alias}.0/legacy[0]",
        _ => disk.Alias!,
    };

    private static void Head(PropertyBag bag, Disk disk, TranslationContext context)
    {
        switch (disk.Bus)
        {
            case DiskBus.Virtio:
                Virtio(bag, disk, context);
                break;
            case DiskBus.Ide or DiskBus.Sata:
                bag.Add("driver", disk.DeviceKind == DiskDevice.Cdrom ? "ide-cd" : "ide-hd");
                break;
            case DiskBus.Scsi:
                bag.Add("driver", disk.DeviceKind switch { DiskDevice.Cdrom => "scsi-cd", DiskDevice.Lun => "scsi-block", _ => "scsi-hd" });
                break;
            case DiskBus.Usb when IsUsbBot(disk):
                bag.Add("driver", disk.DeviceKind == DiskDevice.Cdrom ? "scsi-cd" : "scsi-hd");
                break;
            case DiskBus.Usb:
                bag.Add("driver", "usb-storage");
                break;
            case DiskBus.Nvme:
                bag.Add("driver", "nvme-ns");
                break;
            case DiskBus.Fdc:
                bag.Add("driver", "floppy");
                break;
            default:
                throw DomainException.Unsupported($"unsupported disk bus '{DiskBus.Names.Of(disk.Bus)}' with device setup", disk.Position);
        }
    }

    private static void Virtio(PropertyBag bag, Disk disk, TranslationContext context)
    {
        string baseName = disk.Source.Type == StorageType.VhostUser ? "vhost-user-blk" : "virtio-blk";
        bag.Add("driver", VirtioDriver.Name(baseName, disk, context, disk.Model));
        VirtioDriver.AddOptions(bag, disk.VirtioOptions);
        if (disk.IoThread != 0)
        {
            bag.Add("iothread", "iothread" + disk.IoThread.ToString(CultureInfo.InvariantCulture));
        }

        bag.Add("ioeventfd", disk.IoEventFd).Add("event_idx", disk.EventIdx).Add("scsi", ScsiPassThrough(disk, context.Capabilities));
        bag.AddPositive("num-queues", disk.Queues).AddPositive("queue-size", disk.QueueSize);
        bag.AddArray("iothread-vq-mapping", IoThreadMapping(disk.IoThreads));
    }

    /// <summary>Value of the property scsi; null where it is not put out.</summary>
    private static bool? ScsiPassThrough(Disk disk, QemuCapabilities capabilities)
    {
        if (!capabilities.Has(Flags.VirtioBlkPciScsi))
        {
            return null;
        }

        if (disk.DeviceKind == DiskDevice.Lun)
        {
            return true;
        }

        return capabilities.Has(Flags.VirtioBlkPciScsiDefaultDisabled) ? null : false;
    }

    /// <summary>The queues of each iothread; null where there is no such list (storage.md 11).</summary>
    public static IEnumerable<PropertyValue>? IoThreadMapping(IReadOnlyList<IoThreadQueues> iothreads)
    {
        if (iothreads.Count == 0)
        {
            return null;
        }

        var list = new List<PropertyValue>(iothreads.Count);
        foreach (IoThreadQueues iothread in iothreads)
        {
            PropertyBag item = new PropertyBag().Add("iothread", "iothread" + iothread.Id.ToString(CultureInfo.InvariantCulture));
            if (iothread.Queues.Count > 0)
            {
                item.AddArray("vqs", iothread.Queues.Select(queue => (PropertyValue)new NumberProperty(queue)));
            }

            list.Add(new ObjectProperty(item));
        }

        return list;
    }

    private static void Identity(PropertyBag bag, Disk disk, DiskNodes nodes, TranslationContext context)
    {
        if (disk.Bus == DiskBus.Scsi && (disk.DeviceKind is DiskDevice.Disk or DiskDevice.Cdrom))
        {
            bag.Add("device_id", disk.Serial ?? "drive-" + disk.Alias);
        }

        bag.Add("share-rw", disk.Shareable ? true : null);
        if (disk.Source.Type == StorageType.VhostUser)
        {
            bag.Add("chardev", "chr-vu-" + disk.Alias);
        }
        else
        {
            bag.Add("drive", nodes.DriveNode);
        }

        bag.Add("id", DeviceId(disk));
        if (disk.DeviceKind != DiskDevice.Floppy)
        {
            bag.AddPositive("bootindex", disk.EffectiveBootIndex);
            if (context.Capabilities.Has(Flags.VirtioCcwLoadparm))
            {
                bag.Add("loadparm", disk.LoadParm);
            }
        }
    }

    private static void Details(PropertyBag bag, Disk disk)
    {
        if (disk.BlockIo is { } io)
        {
            bag.AddPositive("logical_block_size", io.LogicalBlockSize).AddPositive("physical_block_size", io.PhysicalBlockSize)
                .Add("discard_granularity", io.DiscardGranularity);
        }

        if (disk.Wwn is { } wwn)
        {
            bag.Add("wwn", Wwn(wwn, disk));
        }

        bag.AddPositive("rotation_rate", disk.RotationRate).Add("vendor", disk.Vendor);
        if (disk.Product is { } product)
        {
            bag.Add(disk.Bus == DiskBus.Scsi ? "product" : "model", product);
        }

        bag.Add("removable", Removable(disk));
        if (disk.DeviceKind != DiskDevice.Lun && disk.Cache is { } cache and not DiskCache.Default)
        {
            bag.Add("write-cache", cache is DiskCache.WriteThrough or DiskCache.DirectSync ? "off" : "on");
        }

        if (disk.Geometry is { } geometry)
        {
            bag.AddPositive("cyls", geometry.Cylinders).AddPositive("heads", geometry.Heads).AddPositive("secs", geometry.Sectors);
            if (geometry.Translation is { } translation and not GeometryTranslation.Default)
            {
                bag.Add("bios-chs-trans", GeometryTranslation.Names[translation]);
            }
        }

        if (disk.Bus != DiskBus.Nvme)
        {
            bag.Add("serial", Serial(disk));
        }

        ErrorPolicies(bag, disk);
        bag.Add("dpofua", disk.DpoFua).Add("migrate-pr", disk.Source.Reservations?.Migration);
        if (disk.Statistics is { Intervals.Count: > 0 } statistics)
        {
            bag.AddArray("stats-intervals", statistics.Intervals.Select(seconds => (PropertyValue)new NumberProperty(seconds)));
        }
    }

    private static string? Serial(Disk disk) => disk.Serial?.Replace(" ", "\\ ", StringComparison.Ordinal);

    /// <summary>A model that is USB's counts for nothing on another bus, though it is kept.</summary>
    private static bool IsUsbBot(Disk disk) => disk is { Bus: DiskBus.Usb, UsbModel: UsbDiskModel.UsbBot };

    private static string? DeviceId(Disk disk) => IsUsbBot(disk) ? disk.Alias + "-device" : disk.Alias;

    private static bool? Removable(Disk disk) => disk.Bus switch
    {
        DiskBus.Usb when IsUsbBot(disk) => disk.DeviceKind == DiskDevice.Disk ? disk.Removable : null,
        DiskBus.Usb => disk.Removable == true,
        DiskBus.Scsi when disk.DeviceKind == DiskDevice.Disk => disk.Removable,
        _ => null,
    };

    private static ulong Wwn(string wwn, Disk disk) =>
        ulong.TryParse(wwn.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? wwn.AsSpan(2) : wwn, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw DomainException.Internal($"cannot convert wwn '{wwn}' to number", disk.Position);

    private static void ErrorPolicies(PropertyBag bag, Disk disk)
    {
        DiskErrorPolicy write = disk.ErrorPolicy ?? DiskErrorPolicy.Default;
        DiskErrorPolicy read = disk.ReadErrorPolicy ?? DiskErrorPolicy.Default;
        if (read == DiskErrorPolicy.Default && write != DiskErrorPolicy.Enospace)
        {
            read = write;
        }

        if (write != DiskErrorPolicy.Default)
        {
            bag.Add("werror", write == DiskErrorPolicy.Enospace ? "enospc" : DiskErrorPolicy.Names[write]);
        }

        if (read != DiskErrorPolicy.Default)
        {
            bag.Add("rerror", DiskErrorPolicy.Names[read]);
        }
    }
}
