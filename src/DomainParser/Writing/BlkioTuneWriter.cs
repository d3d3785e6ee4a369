using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;blkiotune&gt;.</summary>
internal static class BlkioTuneWriter
{
    public static void Write(XmlOutput xml, BlkioTune? tune)
    {
        if (tune is null)
        {
            return;
        }

        xml.Group("blkiotune", x =>
        {
            x.Element("weight", NotZero(tune.Weight));
            foreach (BlkioDevice device in tune.Devices)
            {
                if (NotZero(device.Weight) is null && NotZero(device.ReadIopsSec) is null && NotZero(device.WriteIopsSec) is null
                    && NotZero(device.ReadBytesSec) is null && NotZero(device.WriteBytesSec) is null)
                {
                    continue;
                }

                x.Open("device").Element("path", device.Path).Element("weight", NotZero(device.Weight));
                x.Element("read_iops_sec", NotZero(device.ReadIopsSec)).Element("write_iops_sec", NotZero(device.WriteIopsSec));
                x.Element("read_bytes_sec", NotZero(device.ReadBytesSec)).Element("write_bytes_sec", NotZero(device.WriteBytesSec)).Close();
            }
        });
    }

    private static ulong? NotZero(ulong? value) => value == 0 ? null : value;
}
