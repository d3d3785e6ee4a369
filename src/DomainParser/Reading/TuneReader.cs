using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;memtune&gt;, &lt;blkiotune&gt; and &lt;resource&gt;: for control groups, not for QEMU.</summary>
internal static class TuneReader
{
    public static MemTune MemTune(XmlCursor cursor) => new()
    {
        HardLimitKiB = cursor.Child("hard_limit")?.ContentKiB(),
        SoftLimitKiB = cursor.Child("soft_limit")?.ContentKiB(),
        MinGuaranteeKiB = cursor.Child("min_guarantee")?.ContentKiB(),
        SwapHardLimitKiB = cursor.Child("swap_hard_limit")?.ContentKiB(),
    };

    public static BlkioTune BlkioTune(XmlCursor cursor)
    {
        var tune = new BlkioTune { Weight = cursor.Child("weight")?.ContentUInt() };
        foreach (XmlCursor child in cursor.Children("device"))
        {
            var device = new BlkioDevice
            {
                Path = OsReader.Text(child, "path") ?? throw child.Error("<device> of <blkiotune> needs a <path>"),
                Weight = child.Child("weight")?.ContentUInt(),
                ReadIopsSec = child.Child("read_iops_sec")?.ContentUInt(),
                WriteIopsSec = child.Child("write_iops_sec")?.ContentUInt(),
                ReadBytesSec = child.Child("read_bytes_sec")?.ContentULong(),
                WriteBytesSec = child.Child("write_bytes_sec")?.ContentULong(),
            };
            if (tune.Devices.Exists(d => d.Path == device.Path))
            {
                throw child.Error($"the limits of '{device.Path}' are given more than once");
            }

            tune.Devices.Add(device);
        }

        return tune;
    }

    public static Resource Resource(XmlCursor cursor)
    {
        string? appId = cursor.Child("fibrechannel")?.NonEmpty("appid");
        if (appId is { Length: > 128 })
        {
            throw cursor.Error("the appid of <fibrechannel> is at most 128 characters long");
        }

        return new Resource { Partition = OsReader.Text(cursor, "partition"), FibreChannelAppId = appId };
    }
}
