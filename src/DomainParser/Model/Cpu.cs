namespace VirshLite.DomainParser.Model;

/// <summary>&lt;cpu&gt; (formatdomain, "CPU model and topology"; cpu.md 2). Values stay as written; completion fills in what is left out.</summary>
public sealed class Cpu
{
    public SourcePosition Position { get; set; }

    /// <summary>
    /// There is no &lt;cpu&gt; element: completion gave the guest a NUMA node, which has its place here. libvirt does not write it out (measured: libvirt
    /// 11.3).
    /// </summary>
    public bool IsImplicit { get; init; }

    /// <summary>Custom where the attribute is absent.</summary>
    public CpuMode Mode { get; set; }

    /// <summary>Only with mode custom.</summary>
    public CpuMatch? Match { get; set; }

    public CpuCheck? Check { get; set; }

    /// <summary>Only with modes host-passthrough and maximum.</summary>
    public bool? Migratable { get; set; }

    public bool? DeprecatedFeatures { get; set; }

    /// <summary>The text of &lt;model&gt;; null where there is none.</summary>
    public string? Model { get; set; }

    /// <summary>&lt;model fallback&gt;; allow where absent.</summary>
    public CpuFallback? Fallback { get; set; }

    /// <summary>&lt;model vendor_id&gt;: twelve characters.</summary>
    public string? VendorId { get; set; }

    /// <summary>&lt;vendor&gt;.</summary>
    public string? Vendor { get; set; }

    public CpuTopology? Topology { get; set; }

    public CpuCache? Cache { get; set; }

    public CpuMaxPhysAddr? MaxPhysAddr { get; set; }

    /// <summary>In the order in which they were written.</summary>
    public List<CpuFeature> Features { get; } = [];

    public Numa? Numa { get; set; }

    /// <summary>True where the element says nothing about the CPU itself: custom without a model.</summary>
    public bool HasNoModel => Mode == CpuMode.Custom && Model is null;
}

public enum CpuMode
{
    Custom,
    HostModel,
    HostPassthrough,
    Maximum,
}

public static class CpuModeNames
{
    private static readonly EnumNames<CpuMode> All = new("custom", "host-model", "host-passthrough", "maximum");

    extension(CpuMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CpuMode> Names => All;
    }
}

public enum CpuMatch
{
    Minimum,
    Exact,
    Strict,
}

internal static class CpuMatchNames
{
    private static readonly EnumNames<CpuMatch> All = new("minimum", "exact", "strict");

    extension(CpuMatch)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CpuMatch> Names => All;
    }
}

public enum CpuCheck
{
    None,
    Partial,
    Full,
}

internal static class CpuCheckNames
{
    private static readonly EnumNames<CpuCheck> All = new("none", "partial", "full");

    extension(CpuCheck)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CpuCheck> Names => All;
    }
}

public enum CpuFallback
{
    Allow,
    Forbid,
}

internal static class CpuFallbackNames
{
    private static readonly EnumNames<CpuFallback> All = new("allow", "forbid");

    extension(CpuFallback)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CpuFallback> Names => All;
    }
}

/// <summary>&lt;topology&gt;; dies and clusters are 1 where absent.</summary>
public sealed class CpuTopology
{
    public SourcePosition Position { get; set; }

    public uint Sockets { get; set; }

    public uint Dies { get; set; } = 1;

    /// <summary>0: the rules that are followed have no such level (before libvirt 10.1), which counts as 1.</summary>
    public uint Clusters { get; set; } = 1;

    public uint Cores { get; set; }

    public uint Threads { get; set; }
}

/// <summary>&lt;cache level= mode=&gt;.</summary>
public sealed class CpuCache
{
    /// <summary>1 to 3; null where absent.</summary>
    public uint? Level { get; set; }

    public CpuCacheMode Mode { get; set; }
}

public enum CpuCacheMode
{
    Emulate,
    Passthrough,
    Disable,
}

public static class CpuCacheModeNames
{
    private static readonly EnumNames<CpuCacheMode> All = new("emulate", "passthrough", "disable");

    extension(CpuCacheMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CpuCacheMode> Names => All;
    }
}

/// <summary>&lt;maxphysaddr mode= bits= limit=&gt;.</summary>
public sealed class CpuMaxPhysAddr
{
    public CpuMaxPhysAddrMode Mode { get; set; }

    public uint? Bits { get; set; }

    public uint? Limit { get; set; }
}

public enum CpuMaxPhysAddrMode
{
    Emulate,
    Passthrough,
}

internal static class CpuMaxPhysAddrModeNames
{
    private static readonly EnumNames<CpuMaxPhysAddrMode> All = new("emulate", "passthrough");

    extension(CpuMaxPhysAddrMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CpuMaxPhysAddrMode> Names => All;
    }
}

/// <summary>&lt;feature policy= name=&gt;.</summary>
public sealed class CpuFeature
{
    public SourcePosition Position { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Require where the attribute is absent.</summary>
    public CpuFeaturePolicy Policy { get; set; } = CpuFeaturePolicy.Require;
}

public enum CpuFeaturePolicy
{
    Force,
    Require,
    Optional,
    Disable,
    Forbid,
}

public static class CpuFeaturePolicyNames
{
    private static readonly EnumNames<CpuFeaturePolicy> All = new("force", "require", "optional", "disable", "forbid");

    extension(CpuFeaturePolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CpuFeaturePolicy> Names => All;
    }
}
