using VirshLite.DomainParser;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>How a guest's memory is sent: capabilities and parameters of both sides, in libvirt's order (guest-state.md 6.3).</summary>
public sealed record MigrationTuning
{
    private const string Xbzrle = "xbzrle";

    private static readonly string[] ParallelMethods = ["zlib", "zstd"];

    /// <summary>The guest is slowed down where its memory changes too fast.</summary>
    public bool AutoConverge { get; init; }

    /// <summary>Percent that it is slowed down by at first; null: as QEMU does it.</summary>
    public int? AutoConvergeInitial { get; init; }

    /// <summary>Percent more each time.</summary>
    public int? AutoConvergeIncrement { get; init; }

    /// <summary>Several streams beside one another.</summary>
    public bool Parallel { get; init; }

    /// <summary>How many; null: as QEMU does it.</summary>
    public int? Connections { get; init; }

    /// <summary>The guest may be switched over before all of its memory is there.</summary>
    public bool PostCopy { get; init; }

    /// <summary>Bytes a second after that; 0 = no limit.</summary>
    public long PostCopyBandwidth { get; init; }

    /// <summary>Pages are handed to the network card where they lie.</summary>
    public bool ZeroCopy { get; init; }

    public bool Compressed { get; init; }

    /// <summary>xbzrle, or with several streams zlib or zstd.</summary>
    public IReadOnlyList<string> CompressionMethods { get; init; } = [];

    /// <summary>Bytes of the cache of xbzrle.</summary>
    public ulong? XbzrleCache { get; init; }

    public int? ZlibLevel { get; init; }

    public int? ZstdLevel { get; init; }

    /// <summary>Bytes a second.</summary>
    public long Bandwidth { get; init; } = SavePlan.UnlimitedBandwidth;

    /// <summary>Bytes a second that are there for the last step; 0 = measured.</summary>
    public long SwitchoverBandwidth { get; init; }

    /// <summary>zlib or zstd; null: the streams are not packed.</summary>
    public string? PackedStreams => Parallel ? CompressionMethods.FirstOrDefault() : null;

    private bool UsesXbzrle => Compressed && !Parallel;

    /// <exception cref="DomainException">Two of its wishes do not go together.</exception>
    public void Check()
    {
        foreach (string method in CompressionMethods)
        {
            bool isParallel = ParallelMethods.Contains(method);
            if (!isParallel && method is not (Xbzrle or "mt"))
            {
                throw DomainException.Argument($"Unsupported compression method '{method}'");
            }

            if (CompressionMethods.Count(m => m == method) > 1)
            {
                throw DomainException.Argument($"Compression method '{method}' is specified twice");
            }

            if (isParallel != Parallel)
            {
                throw DomainException.Unsupported(isParallel
                    ? $"Compression method '{method}' is only supported with parallel migration"
                    : $"Compression method '{method}' isn't supported with parallel migration");
            }

            if (method == "mt")
            {
                throw DomainException.Argument("Migration option 'compress' is not supported by QEMU binary");
            }
        }

        Needs(ZeroCopy && !Parallel, "zero-copy is only available for parallel migration");
        Needs(Parallel && CompressionMethods.Count > 1, "Only one compression method could be specified with parallel compression");
        Needs(Parallel && Compressed && CompressionMethods.Count == 0, "No compression algorithm selected for parallel migration");
        Needs(!AutoConverge && (AutoConvergeInitial ?? AutoConvergeIncrement) is not null, "Turn auto convergence on to tune it");
        Needs(!Parallel && Connections is not null, "Turn parallel migration on to tune it");
        Needs(!UsesXbzrle && XbzrleCache is not null, "Turn xbzrle compression on to tune it");
        Needs(PackedStreams != "zlib" && ZlibLevel is not null, "Turn zlib compression on to tune it");
        Needs(PackedStreams != "zstd" && ZstdLevel is not null, "Turn zstd compression on to tune it");
    }

    /// <summary>Capabilities that the source turns on.</summary>
    public IReadOnlyList<string> SourceCapabilities =>
        ["pause-before-switchover", "return-path", .. AutoConverge ? ["auto-converge"] : Array.Empty<string>(),
            .. ZeroCopy ? ["zero-copy-send"] : Array.Empty<string>(), .. OfBoth];

    /// <summary>Capabilities that the target turns on.</summary>
    public IReadOnlyList<string> TargetCapabilities => ["late-block-activate", "return-path", .. OfBoth];

    private IEnumerable<string> OfBoth =>
        [.. PostCopy ? ["postcopy-ram"] : Array.Empty<string>(), .. Parallel ? [MigrationCapabilities.MultiFd] : Array.Empty<string>(),
            .. UsesXbzrle ? [Xbzrle] : Array.Empty<string>()];

    /// <exception cref="DomainException">This QEMU lacks one of them.</exception>
    public static void CheckSupported(IEnumerable<string> wanted, IReadOnlySet<string> supported)
    {
        if (wanted.FirstOrDefault(w => !supported.Contains(w)) is { } missing)
        {
            throw DomainException.Argument($"Migration option '{missing}' is not supported by QEMU binary");
        }
    }

    /// <summary>The source's arguments of migrate-set-parameters.</summary>
    public PropertyBag SourceParameters(MigrationTls? tls = null)
    {
        PropertyBag bag = new PropertyBag()
            .Add("cpu-throttle-initial", AutoConvergeInitial).Add("cpu-throttle-increment", AutoConvergeIncrement)
            .Add("tls-creds", tls is null ? "" : MigrationTls.Id).Add("tls-hostname", tls?.PeerName ?? "")
            .Add("max-bandwidth", Bandwidth)
            .AddPositive("xbzrle-cache-size", XbzrleCache ?? 0)
            .AddPositive("max-postcopy-bandwidth", (ulong)PostCopyBandwidth);
        return AddStreams(bag, Connections, PackedStreams).Add("multifd-zlib-level", ZlibLevel).Add("multifd-zstd-level", ZstdLevel)
            .AddPositive("avail-switchover-bandwidth", (ulong)SwitchoverBandwidth);
    }

    /// <summary>The target's.</summary>
    public static PropertyBag TargetParameters(int? connections, string? packedStreams, bool tls = false) =>
        AddStreams(new PropertyBag().Add("tls-creds", tls ? MigrationTls.Id : "").Add("tls-hostname", ""), connections, packedStreams);

    private static PropertyBag AddStreams(PropertyBag bag, int? connections, string? packed) =>
        bag.Add("multifd-channels", connections).Add("multifd-compression", packed);

    private static void Needs(bool missing, string words)
    {
        if (missing)
        {
            throw DomainException.Argument(words);
        }
    }
}
