namespace VirshLite.DomainParser.Model;

/// <summary>&lt;rng&gt; (formatdomain, "Random number generator device").</summary>
public sealed class Rng : Device
{
    public VirtioModel Model { get; set; }

    public RngBackend Backend { get; set; }

    /// <summary>random: the host's device; null until completion.</summary>
    public string? File { get; set; }

    /// <summary>egd: the stream that the random bytes come from.</summary>
    public ChardevSource? EgdSource { get; set; }

    /// <summary>&lt;rate bytes&gt;; 0 = no limit.</summary>
    public uint RateBytes { get; set; }

    /// <summary>&lt;rate period&gt; in milliseconds; 0 = not given.</summary>
    public uint RatePeriodMilliseconds { get; set; }

    public VirtioOptions? Virtio { get; set; }
}

public enum RngBackend
{
    Random,
    Egd,
    Builtin,
}

internal static class RngBackendNames
{
    private static readonly EnumNames<RngBackend> All = new("random", "egd", "builtin");

    extension(RngBackend)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<RngBackend> Names => All;
    }
}
