using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;iotune&gt; of a disk.</summary>
internal static class DiskIoTuneReader
{
    /// <summary>Null where the element is absent or says nothing.</summary>
    public static DiskIoTune? Read(XmlCursor? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        var tune = new DiskIoTune
        {
            GroupName = cursor.ChildText("group_name") is { Length: > 0 } group ? group : null,
            Limits = new ThrottleLimits
            {
                TotalBytesSec = Value(cursor, "total_bytes_sec"),
                ReadBytesSec = Value(cursor, "read_bytes_sec"),
                WriteBytesSec = Value(cursor, "write_bytes_sec"),
                TotalIopsSec = Value(cursor, "total_iops_sec"),
                ReadIopsSec = Value(cursor, "read_iops_sec"),
                WriteIopsSec = Value(cursor, "write_iops_sec"),
                TotalBytesSecMax = Value(cursor, "total_bytes_sec_max"),
                ReadBytesSecMax = Value(cursor, "read_bytes_sec_max"),
                WriteBytesSecMax = Value(cursor, "write_bytes_sec_max"),
                TotalIopsSecMax = Value(cursor, "total_iops_sec_max"),
                ReadIopsSecMax = Value(cursor, "read_iops_sec_max"),
                WriteIopsSecMax = Value(cursor, "write_iops_sec_max"),
                SizeIopsSec = Value(cursor, "size_iops_sec"),
                TotalBytesSecMaxLength = Value(cursor, "total_bytes_sec_max_length"),
                ReadBytesSecMaxLength = Value(cursor, "read_bytes_sec_max_length"),
                WriteBytesSecMaxLength = Value(cursor, "write_bytes_sec_max_length"),
                TotalIopsSecMaxLength = Value(cursor, "total_iops_sec_max_length"),
                ReadIopsSecMaxLength = Value(cursor, "read_iops_sec_max_length"),
                WriteIopsSecMaxLength = Value(cursor, "write_iops_sec_max_length"),
            },
        };
        return tune.GroupName is null && tune.Limits.IsEmpty ? null : tune;
    }

    private static ulong Value(XmlCursor cursor, string name) => cursor.FilledChild(name)?.ContentULong() ?? 0;
}
