using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;disk&gt; as libvirt prints a definition.</summary>
internal static class DiskWriter
{
    public static void Write(XmlOutput xml, Disk disk)
    {
        xml.Open("disk").Attr("type", StorageType.Names[disk.Source.Type]).Attr("device", DiskDevice.Names[disk.DeviceKind]);
        xml.Attr("model", VirtioModel.Names.Of(disk.Model) ?? UsbDiskModel.Names.Of(disk.UsbModel)).YesNo("rawio", disk.RawIo)
            .Attr("sgio", disk.Sgio, ScsiGenericIo.Names);
        xml.Attr("snapshot", disk is { ReadOnly: true, Snapshot: DiskSnapshot.No } ? null : disk.Snapshot, DiskSnapshot.Names);
        Driver(xml, disk);
        if (disk.AuthInDisk)
        {
            StorageSourceWriter.WriteAuth(xml, disk.Source.Auth);
        }

        StorageSourceWriter.Write(xml, disk.Source, disk.StartupPolicy, !disk.AuthInDisk, !disk.EncryptionInDisk);
        BackingStore(xml, disk.Source);
        DiskMirrorWriter.Write(xml, disk.Mirror);
        if (disk.BackendDomain is { } backend)
        {
            xml.Open("backenddomain").Attr("name", backend).Close();
        }

        GeometryAndBlockIo(xml, disk);
        Target(xml, disk);
        DiskIoTuneWriter.Write(xml, disk.IoTune);
        if (disk.ThrottleFilters.Count > 0)
        {
            xml.Open("throttlefilters");
            foreach (string group in disk.ThrottleFilters)
            {
                xml.Open("throttlefilter").Attr("group", group).Close();
            }

            xml.Close();
        }

        xml.Empty("readonly", disk.ReadOnly).Empty("shareable", disk.Shareable);
        if (disk.Transient)
        {
            xml.Open("transient").Attr("shareBacking", disk.TransientShareBacking == true ? "yes" : null).Close();
        }

        xml.Element("serial", disk.Serial).Element("wwn", disk.Wwn).Element("vendor", disk.Vendor).Element("product", disk.Product);
        if (disk.EncryptionInDisk)
        {
            StorageSourceWriter.WriteEncryption(xml, disk.Source.Encryption);
        }

        DeviceWriter.WriteBoot(xml, disk);
        DeviceWriter.WriteCommon(xml, disk);
        StoragePrivateWriter.WriteDisk(xml, disk);
        xml.Close();
    }

    private static void Driver(XmlOutput xml, Disk disk) => xml.Group("driver", x =>
    {
        x.Attr("name", disk.DriverName).Attr("type", disk.Source.Format, StorageFormat.Names);
        x.Attr("cache", NotDefault(disk.Cache), DiskCache.Names);
        x.Attr("error_policy", NotDefault(disk.ErrorPolicy), DiskErrorPolicy.Names);
        x.Attr("rerror_policy", NotDefault(disk.ReadErrorPolicy), DiskErrorPolicy.Names);
        x.Attr("io", NotDefault(disk.Io), DiskIo.Names);
        x.OnOff("ioeventfd", disk.IoEventFd).OnOff("event_idx", disk.EventIdx).OnOff("copy_on_read", disk.CopyOnRead);
        x.Attr("discard", NotDefault(disk.Discard), DiskDiscard.Names);
        x.Attr("iothread", disk.IoThread == 0 ? null : disk.IoThread);
        x.Attr("detect_zeroes", NotDefault(disk.DetectZeroes), DiskDetectZeroes.Names);
        x.OnOff("discard_no_unref", disk.DiscardNoUnref);
        x.Attr("queues", disk.Queues == 0 ? null : disk.Queues).Attr("queue_size", disk.QueueSize == 0 ? null : disk.QueueSize);
        DeviceWriter.WriteVirtioOptions(x, disk.VirtioOptions);
        StorageSourceWriter.WriteMetadataCache(x, disk.Source.MetadataCacheMaxSize);
        IoThreadQueuesWriter.Write(x, disk.IoThreads);
        Statistics(x, disk.Statistics);
    });

    private static void Statistics(XmlOutput xml, DiskStatistics? statistics)
    {
        if (statistics is null)
        {
            return;
        }

        xml.Open("statistics");
        foreach (uint interval in statistics.Intervals)
        {
            xml.Open("statistic").Attr("interval", interval).Close();
        }

        foreach (LatencyHistogram histogram in statistics.Histograms)
        {
            xml.Open("latency-histogram").Attr("type", histogram.Operation, LatencyOperation.Names);
            foreach (ulong start in histogram.BinStarts)
            {
                xml.Open("bin").Attr("start", start).Close();
            }

            xml.Close();
        }

        xml.Close();
    }

    /// <summary>Those enums begin with "default", which libvirt does not print.</summary>
    private static T? NotDefault<T>(T? value)
        where T : struct, Enum => EqualityComparer<T?>.Default.Equals(value, default(T)) ? null : value;

    internal static void BackingStore(XmlOutput xml, StorageSource above)
    {
        if (above.Backing is not { } store)
        {
            xml.Empty("backingStore", above.IsChainEnd);
            return;
        }

        StorageSourceWriter.WriteIndex(xml.Open("backingStore").Attr("type", StorageType.Names[store.Type]), store);
        xml.Open("format").Attr("type", store.Format, StorageFormat.Names);
        StorageSourceWriter.WriteMetadataCache(xml, store.MetadataCacheMaxSize);
        xml.Close();
        StorageSourceWriter.Write(xml, store, isBacking: true);
        BackingStore(xml, store);
        xml.Close();
    }

    private static void GeometryAndBlockIo(XmlOutput xml, Disk disk)
    {
        if (disk.Geometry is { Cylinders: > 0, Heads: > 0, Sectors: > 0 } geometry)
        {
            xml.Open("geometry").Attr("cyls", geometry.Cylinders).Attr("heads", geometry.Heads).Attr("secs", geometry.Sectors);
            xml.Attr("trans", NotDefault(geometry.Translation), GeometryTranslation.Names).Close();
        }

        if (disk.BlockIo is { } io && (io.LogicalBlockSize != 0 || io.PhysicalBlockSize != 0 || io.DiscardGranularity is not null))
        {
            xml.Open("blockio").Attr("logical_block_size", io.LogicalBlockSize == 0 ? null : io.LogicalBlockSize);
            xml.Attr("physical_block_size", io.PhysicalBlockSize == 0 ? null : io.PhysicalBlockSize).Attr("discard_granularity", io.DiscardGranularity).Close();
        }
    }

    private static void Target(XmlOutput xml, Disk disk)
    {
        xml.Open("target").Attr("dev", disk.TargetDev).Attr("bus", disk.Bus, DiskBus.Names);
        xml.Attr("tray", disk.Tray == DiskTray.Open ? "open" : null);
        if (disk.Bus == DiskBus.Usb)
        {
            xml.OnOff("removable", disk.Removable);
        }

        xml.Attr("rotation_rate", disk.RotationRate == 0 ? null : disk.RotationRate).OnOff("dpofua", disk.DpoFua).Close();
    }
}
