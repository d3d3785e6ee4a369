using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;disk&gt; (rules: storage.md 17.1, completion.md 2.1 and 6.1).</summary>
internal static class DiskReader
{
    public static Disk Read(XmlCursor cursor)
    {
        var disk = new Disk
        {
            DeviceKind = cursor.Enum("device", DiskDevice.Names) ?? DiskDevice.Disk,
            Snapshot = cursor.Enum("snapshot", DiskSnapshot.Names),
            RawIo = cursor.YesNo("rawio"),
            Sgio = cursor.Enum("sgio", ScsiGenericIo.Names),
            BackendDomain = cursor.Child("backenddomain")?.NonEmpty("name"),
            ReadOnly = cursor.HasChild("readonly"),
            Shareable = cursor.HasChild("shareable"),
            Serial = NonEmptyText(cursor, "serial"),
            Wwn = NonEmptyText(cursor, "wwn"),
            Vendor = NonEmptyText(cursor, "vendor"),
            Product = NonEmptyText(cursor, "product"),
            HasMirror = cursor.FirstChild("mirror") is not null,
        };
        if (cursor.FirstChild("mirror") is { } mirror)
        {
            disk.Mirror = cursor.IsLive ? DiskMirrorReader.Read(mirror) : null;
            mirror.TakeAnything();
        }

        Model(cursor, disk);
        DeviceReader.ReadCommon(cursor, disk);
        DeviceReader.ReadBoot(cursor, disk);
        Source(cursor, disk);
        DiskDriverReader.Read(cursor.Child("driver"), disk);
        Target(cursor.Child("target"), disk);
        Geometry(cursor.Child("geometry"), disk);
        BlockIo(cursor.Child("blockio"), disk);
        disk.IoTune = DiskIoTuneReader.Read(cursor.Child("iotune"));
        ThrottleFilters(cursor.Since("11.2").Child("throttlefilters"), disk);
        if (cursor.Child("transient") is { } transient)
        {
            disk.Transient = true;
            disk.TransientShareBacking = transient.YesNo("shareBacking");
        }

        disk.Private = StoragePrivateReader.ReadDisk(cursor);
        BackingStore(cursor, disk.Source);
        Unaddressable(cursor, disk);
        return disk;
    }

    private static void Model(XmlCursor cursor, Disk disk)
    {
        if (cursor.Text("model") is { } word && UsbDiskModel.Names.TryParse(word, out UsbDiskModel model))
        {
            cursor.RefuseNewer(used: true, $"model='{word}'", "11.5");
            disk.UsbModel = model;
            return;
        }

        disk.Model = cursor.EnumOrDefault("model", VirtioModel.Names);
    }

    private static void Source(XmlCursor cursor, Disk disk)
    {
        StorageSource source = disk.Source;
        source.Position = cursor.Position;
        source.Type = cursor.Enum("type", StorageType.Names) ?? StorageType.File;
        if (cursor.Child("source") is { } element)
        {
            StorageSourceReader.Read(element, source);
            disk.StartupPolicy = element.Enum("startupPolicy", DiskStartupPolicy.Names);
        }
        else
        {
            source.Type = StorageType.File;
        }

        if (cursor.Child("auth") is { } auth)
        {
            if (source.Auth is not null)
            {
                throw auth.Error("<auth> stands both in the disk and in its <source>; one of them would be right");
            }

            source.Auth = StorageSourceReader.Auth(auth);
            disk.AuthInDisk = true;
        }

        if (cursor.Child("encryption") is { } encryption)
        {
            if (source.Encryption is not null)
            {
                throw encryption.Error("<encryption> stands both in the disk and in its <source>; one of them would be right");
            }

            source.Encryption = StorageSourceReader.Encryption(encryption);
            disk.EncryptionInDisk = true;
        }
    }

    private static void Target(XmlCursor? target, Disk disk)
    {
        if (target is null)
        {
            return;
        }

        disk.TargetDev = target.Text("dev") ?? "";
        if (disk.TargetDev.StartsWith("ioemu:", StringComparison.Ordinal))
        {
            disk.TargetDev = disk.TargetDev["ioemu:".Length..];
        }

        disk.Bus = target.Enum("bus", DiskBus.Names);
        target.RefuseNewer(disk.Bus == DiskBus.Nvme || DiskTarget.Nvme(disk.TargetDev) is not null, disk.Bus == DiskBus.Nvme
            ? "bus='nvme'" : disk.TargetDev, "11.5");
        disk.Tray = target.Enum("tray", DiskTray.Names);
        disk.Removable = target.OnOff("removable");
        if (disk.Removable is not null && disk.Bus == DiskBus.Scsi && !target.Knows("9.1"))
        {
            throw target.Error("removable is only valid for usb disks");
        }

        disk.RotationRate = target.UInt("rotation_rate") ?? 0;
        disk.DpoFua = target.Since("11.10").OnOff("dpofua");
    }

    private static void Geometry(XmlCursor? geometry, Disk disk)
    {
        if (geometry is not null)
        {
            disk.Geometry = new DiskGeometry
            {
                Cylinders = geometry.UInt("cyls") ?? 0,
                Heads = geometry.UInt("heads") ?? 0,
                Sectors = geometry.UInt("secs") ?? 0,
                Translation = geometry.EnumButDefault("trans", GeometryTranslation.Names),
            };
        }
    }

    private static void BlockIo(XmlCursor? blockIo, Disk disk)
    {
        if (blockIo is not null)
        {
            disk.BlockIo = new DiskBlockIo
            {
                LogicalBlockSize = blockIo.UInt("logical_block_size") ?? 0,
                PhysicalBlockSize = blockIo.UInt("physical_block_size") ?? 0,
                DiscardGranularity = blockIo.Since("11.1").UInt("discard_granularity") is { } granularity && (granularity != 0 || blockIo.Knows("11.6"))
                    ? granularity : null,
            };
        }
    }

    private static void ThrottleFilters(XmlCursor? filters, Disk disk)
    {
        foreach (XmlCursor filter in filters?.Children("throttlefilter") ?? [])
        {
            string group = filter.NonEmpty("group") ?? throw filter.Error("<throttlefilter> needs the attribute 'group'");
            if (disk.ThrottleFilters.Contains(group))
            {
                throw filter.Error($"duplicate filter name '{group}' found");
            }

            disk.ThrottleFilters.Add(group);
        }
    }

    /// <summary>The chain of &lt;backingStore&gt; elements.</summary>
    internal static void BackingStore(XmlCursor parent, StorageSource above)
    {
        for (XmlCursor? cursor = parent.Child("backingStore"); cursor is not null; cursor = cursor.Child("backingStore"))
        {
            cursor.IgnoreAttributes("index");
            if (cursor.Text("type") is null)
            {
                above.IsChainEnd = true;
                return;
            }

            XmlCursor format = cursor.Child("format") ?? throw cursor.Error("missing disk backing store format: <format type=…/>");
            var store = new StorageSource
            {
                Type = cursor.RequiredEnum("type", StorageType.Names),
                Format = format.RequiredEnum("type", StorageFormat.Names),
                MetadataCacheMaxSize = StorageSourceReader.MetadataCache(format),
            };
            StorageSourceReader.Read(cursor.Child("source") ?? throw cursor.Error("missing disk backing store source: <source …/>"), store);
            store.Index = cursor.IsLive ? cursor.UInt("index") ?? store.Index : 0;
            above.Backing = store;
            above = store;
        }
    }

    private static void Unaddressable(XmlCursor cursor, Disk disk)
    {
        if (disk.TargetDev.Length != 0 && disk.Address is null && DiskTarget.Index(disk.TargetDev) < 0)
        {
            throw cursor.Error($"Unknown disk name '{disk.TargetDev}' and no address specified; a name like vda, sdb or hdc would be right");
        }
    }

    private static string? NonEmptyText(XmlCursor cursor, string name) => cursor.ChildText(name) is { Length: > 0 } text ? text : null;
}
