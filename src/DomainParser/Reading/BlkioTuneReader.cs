using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;blkiotune&gt;: for control groups, not for QEMU.</summary>
internal static class BlkioTuneReader
{
    public static BlkioTune Read(XmlCursor cursor)
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
}
