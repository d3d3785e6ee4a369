using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;blkiotune&gt;: for control groups, not for QEMU.</summary>
internal static class BlkioTuneReader
{
    public static BlkioTune Read(XmlCursor cursor)
    {
        var tune = new BlkioTune { Weight = cursor.FilledChild("weight")?.ContentUIntOrIgnored() };
        foreach (XmlCursor child in cursor.Children("device"))
        {
            var device = new BlkioDevice
            {
                Path = OsReader.Text(child, "path") ?? throw child.Error("<device> of <blkiotune> needs a <path>"),
                Weight = (uint?)child.FilledChild("weight")?.ContentWrapping(uint.MaxValue),
                ReadIopsSec = (uint?)child.FilledChild("read_iops_sec")?.ContentWrapping(uint.MaxValue),
                WriteIopsSec = (uint?)child.FilledChild("write_iops_sec")?.ContentWrapping(uint.MaxValue),
                ReadBytesSec = child.FilledChild("read_bytes_sec")?.ContentWrapping(ulong.MaxValue),
                WriteBytesSec = child.FilledChild("write_bytes_sec")?.ContentWrapping(ulong.MaxValue),
            };
            if (tune.Devices.Exists(d => d.Path == device.Path))
            {
                throw child.Error($"the limits of '{device.Path}' are given more than once");
            }

            tune.Devices.Add(device);
        }

        return tune;
    }
}
