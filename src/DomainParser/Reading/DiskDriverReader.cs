using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;driver&gt; of a disk.</summary>
internal static class DiskDriverReader
{
    public static void Read(XmlCursor? driver, Disk disk)
    {
        if (driver is null)
        {
            return;
        }

        disk.DriverName = driver.NonEmpty("name");
        disk.Source.Format = Format(driver);
        disk.Cache = driver.Enum("cache", DiskCache.Names);
        disk.ErrorPolicy = driver.EnumButDefault("error_policy", DiskErrorPolicy.Names);
        disk.ReadErrorPolicy = driver.EnumButDefault("rerror_policy", DiskErrorPolicy.Names);
        if (disk.ReadErrorPolicy == DiskErrorPolicy.Enospace)
        {
            throw driver.Error("Invalid disk read error policy: 'enospace'; stop, report or ignore would be right");
        }

        disk.Io = driver.EnumButDefault("io", DiskIo.Names);
        disk.IoEventFd = driver.OnOff("ioeventfd");
        disk.EventIdx = driver.OnOff("event_idx");
        disk.CopyOnRead = driver.OnOff("copy_on_read");
        disk.Discard = driver.EnumButDefault("discard", DiskDiscard.Names);
        disk.DetectZeroes = driver.EnumButDefault("detect_zeroes", DiskDetectZeroes.Names);
        disk.DiscardNoUnref = driver.OnOff("discard_no_unref");
        disk.Queues = driver.UIntUpTo("queues", Bounds.Queues) ?? 0;
        disk.QueueSize = driver.UInt("queue_size") ?? 0;
        if (driver.UInt("iothread") is { } iothread)
        {
            disk.IoThread = iothread != 0 ? iothread
                : throw driver.Error("Zero is not permitted as value of the attribute 'iothread' in element 'driver': ids count from 1");
        }

        disk.VirtioOptions = DeviceReader.ReadVirtioOptions(driver);
        disk.Source.MetadataCacheMaxSize = StorageSourceReader.MetadataCache(driver);
        disk.Statistics = DiskStatisticsReader.Read(driver);
        disk.IoThreads.AddRange(IoThreadQueuesReader.Read(driver.Since("10.0")));
    }

    /// <summary>The type attribute; aio is an old word for raw.</summary>
    private static StorageFormat? Format(XmlCursor driver) =>
        driver.Text("type") switch
        {
            null => null,
            "aio" => StorageFormat.Raw,
            _ => driver.Enum("type", StorageFormat.Names),
        };
}
