namespace VirshLite.DomainParser.Model;

/// <summary>&lt;iotune&gt; of a disk: limits in bytes or operations a second; 0 = no limit. They are set through the monitor after the start.</summary>
public sealed class DiskIoTune
{
    public string? GroupName { get; set; }

    public ThrottleLimits Limits { get; set; } = new();
}

/// <summary>The limits that disks and throttle groups share (storage.md 9).</summary>
public sealed record ThrottleLimits
{
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

    private static readonly ThrottleLimits None = new();

    public bool IsEmpty => this == None;
}
