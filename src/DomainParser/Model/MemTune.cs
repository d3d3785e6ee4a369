namespace VirshLite.DomainParser.Model;

/// <summary>&lt;memtune&gt;: limits in KiB. No effect on the command line (formatdomain, "Memory tuning").</summary>
public sealed class MemTune
{
    /// <summary>From this many KiB on a limit means "unlimited".</summary>
    public const ulong UnlimitedKiB = 9007199254740991;

    public ulong? HardLimitKiB { get; set; }

    public ulong? SoftLimitKiB { get; set; }

    public ulong? MinGuaranteeKiB { get; set; }

    public ulong? SwapHardLimitKiB { get; set; }
}
