namespace VirshLite.DomainParser.Model;

/// <summary>&lt;blkiotune&gt;. No effect on the command line (formatdomain, "Block I/O tuning").</summary>
public sealed class BlkioTune
{
    public uint? Weight { get; set; }

    public List<BlkioDevice> Devices { get; } = [];
}

/// <summary>&lt;device&gt; of &lt;blkiotune&gt;: limits of one host device.</summary>
public sealed class BlkioDevice
{
    public string Path { get; set; } = "";

    public uint? Weight { get; set; }

    public uint? ReadIopsSec { get; set; }

    public uint? WriteIopsSec { get; set; }

    public ulong? ReadBytesSec { get; set; }

    public ulong? WriteBytesSec { get; set; }
}
