using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>The limits of a disk or throttle group, those that are set.</summary>
internal static class ThrottleLimitsWriter
{
    /// <param name="diskGroup">A disk's own group; its name stands amid the limits.</param>
    public static void Write(XmlOutput xml, ThrottleLimits l, string? diskGroup = null)
    {
        Value(xml, "total_bytes_sec", l.TotalBytesSec);
        Value(xml, "read_bytes_sec", l.ReadBytesSec);
        Value(xml, "write_bytes_sec", l.WriteBytesSec);
        Value(xml, "total_iops_sec", l.TotalIopsSec);
        Value(xml, "read_iops_sec", l.ReadIopsSec);
        Value(xml, "write_iops_sec", l.WriteIopsSec);
        Value(xml, "total_bytes_sec_max", l.TotalBytesSecMax);
        Value(xml, "read_bytes_sec_max", l.ReadBytesSecMax);
        Value(xml, "write_bytes_sec_max", l.WriteBytesSecMax);
        Value(xml, "total_iops_sec_max", l.TotalIopsSecMax);
        Value(xml, "read_iops_sec_max", l.ReadIopsSecMax);
        Value(xml, "write_iops_sec_max", l.WriteIopsSecMax);
        Value(xml, "size_iops_sec", l.SizeIopsSec);
        xml.Element("group_name", diskGroup);
        Value(xml, "total_bytes_sec_max_length", l.TotalBytesSecMaxLength);
        Value(xml, "read_bytes_sec_max_length", l.ReadBytesSecMaxLength);
        Value(xml, "write_bytes_sec_max_length", l.WriteBytesSecMaxLength);
        Value(xml, "total_iops_sec_max_length", l.TotalIopsSecMaxLength);
        Value(xml, "read_iops_sec_max_length", l.ReadIopsSecMaxLength);
        Value(xml, "write_iops_sec_max_length", l.WriteIopsSecMaxLength);
    }

    private static void Value(XmlOutput xml, string name, ulong value)
    {
        if (value != 0)
        {
            xml.Element(name, value);
        }
    }
}
