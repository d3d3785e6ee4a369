namespace VirshLite.DomainParser.Model;

/// <summary>&lt;throttlegroup&gt;: limits that several disks share. 0 = no limit; rates a second, lengths in seconds (formatdomain, "Throttle groups").</summary>
public sealed class ThrottleGroup
{
    public SourcePosition Position { get; set; }

    public string Name { get; set; } = "";

    public ulong TotalBytesSec { get; set; }

    public ulong ReadBytesSec { get; set; }

    public ulong WriteBytesSec { get; set; }

    public ulong TotalIopsSec { get; set; }

    public ulong ReadIopsSec { get; set; }

    public ulong WriteIopsSec { get; set; }

    public ulong TotalBytesSecMax { get; set; }

    public ulong ReadBytesSecMax { get; set; }

    public ulong WriteBytesSecMax { get; set; }

    public ulong TotalIopsSecMax { get; set; }

    public ulong ReadIopsSecMax { get; set; }

    public ulong WriteIopsSecMax { get; set; }

    public ulong SizeIopsSec { get; set; }

    public ulong TotalBytesSecMaxLength { get; set; }

    public ulong ReadBytesSecMaxLength { get; set; }

    public ulong WriteBytesSecMaxLength { get; set; }

    public ulong TotalIopsSecMaxLength { get; set; }

    public ulong ReadIopsSecMaxLength { get; set; }

    public ulong WriteIopsSecMaxLength { get; set; }

    /// <summary>True where anything is limited.</summary>
    public bool HasLimits =>
        (TotalBytesSec | ReadBytesSec | WriteBytesSec | TotalIopsSec | ReadIopsSec | WriteIopsSec
            | TotalBytesSecMax | ReadBytesSecMax | WriteBytesSecMax | TotalIopsSecMax | ReadIopsSecMax | WriteIopsSecMax | SizeIopsSec) != 0;
}
