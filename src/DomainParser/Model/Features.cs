namespace VirshLite.DomainParser.Model;

/// <summary>
/// &lt;features&gt; (formatdomain, "Hypervisor features"; completion.md 4.1). A bool? is the state as written: null = absent.
/// </summary>
public sealed class Features
{
    public SourcePosition Position { get; set; }

    public bool Acpi { get; set; }

    public bool Apic { get; set; }

    /// <summary>&lt;apic eoi&gt;.</summary>
    public bool? ApicEoi { get; set; }

    public bool Pae { get; set; }

    public bool? Hap { get; set; }

    public bool Viridian { get; set; }

    public bool PrivNet { get; set; }

    public HypervFeatures? Hyperv { get; set; }

    public KvmFeatures? Kvm { get; set; }

    public bool? PvSpinlock { get; set; }

    public CapabilitiesFeatures? Capabilities { get; set; }

    public bool? Pmu { get; set; }

    public bool? VmPort { get; set; }

    /// <summary>True where &lt;gic&gt; stands; its version may still be open.</summary>
    public bool Gic { get; set; }

    public GicVersion? GicVersion { get; set; }

    public bool? Smm { get; set; }

    /// <summary>&lt;smm&gt;&lt;tseg&gt; in bytes; only with smm on.</summary>
    public ulong? TsegBytes { get; set; }

    public IoApicDriver? IoApic { get; set; }

    /// <summary>True where &lt;hpt&gt; says something.</summary>
    public bool Hpt { get; set; }

    public HptResizing? HptResizing { get; set; }

    public ulong? HptMaxPageSizeKiB { get; set; }

    public bool? VmCoreInfo { get; set; }

    public bool? Htm { get; set; }

    public bool? NestedHv { get; set; }

    /// <summary>&lt;msrs unknown&gt;.</summary>
    public MsrsUnknown? MsrsUnknown { get; set; }

    public bool? CcfAssist { get; set; }

    public MitigationLevel? Cfpc { get; set; }

    public MitigationLevel? Sbbc { get; set; }

    public IbsLevel? Ibs { get; set; }

    /// <summary>&lt;tcg&gt;&lt;tb-cache&gt; in KiB; null where absent.</summary>
    public ulong? TbCacheKiB { get; set; }

    public bool? AsyncTeardown { get; set; }

    public bool? Ras { get; set; }

    /// <summary>&lt;virtualization&gt;: ARM guests may run guests of their own.</summary>
    public bool? Virtualization { get; set; }

    public bool? Ps2 { get; set; }

    public AiaMode? Aia { get; set; }
}

/// <summary>&lt;hyperv mode=&gt;; with mode passthrough the children are not read.</summary>
public sealed class HypervFeatures
{
    public SourcePosition Position { get; set; }

    public HypervMode Mode { get; set; }

    public bool? Relaxed { get; set; }

    public bool? Vapic { get; set; }

    public bool? Spinlocks { get; set; }

    /// <summary>At least 4095; <see cref="uint.MaxValue"/> = never give up. Only with spinlocks on.</summary>
    public uint SpinlockRetries { get; set; }

    public bool? VpIndex { get; set; }

    public bool? Runtime { get; set; }

    public bool? Synic { get; set; }

    public bool? Stimer { get; set; }

    public bool? StimerDirect { get; set; }

    public bool? Reset { get; set; }

    public bool? VendorId { get; set; }

    /// <summary>Up to twelve characters; only with vendor_id on.</summary>
    public string? VendorIdValue { get; set; }

    public bool? Frequencies { get; set; }

    public bool? Reenlightenment { get; set; }

    public bool? TlbFlush { get; set; }

    public bool? TlbFlushDirect { get; set; }

    public bool? TlbFlushExtended { get; set; }

    public bool? Ipi { get; set; }

    public bool? Evmcs { get; set; }

    public bool? Avic { get; set; }

    public bool? EmsrBitmap { get; set; }

    public bool? XmmInput { get; set; }
}

public enum HypervMode
{
    Custom,
    Passthrough,
    HostModel,
}

internal static class HypervModeNames
{
    private static readonly EnumNames<HypervMode> All = new("custom", "passthrough", "host-model");

    extension(HypervMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<HypervMode> Names => All;
    }
}

/// <summary>&lt;kvm&gt;.</summary>
public sealed class KvmFeatures
{
    public SourcePosition Position { get; set; }

    public bool? Hidden { get; set; }

    public bool? HintDedicated { get; set; }

    public bool? PollControl { get; set; }

    public bool? PvIpi { get; set; }

    public bool? DirtyRing { get; set; }

    /// <summary>A power of two from 1024 to 65536; only with dirty-ring on.</summary>
    public uint DirtyRingSize { get; set; }
}

/// <summary>&lt;capabilities policy=&gt;: for containers; read and kept.</summary>
public sealed class CapabilitiesFeatures
{
    /// <summary>default, allow or deny; null where absent.</summary>
    public CapabilitiesPolicy? Policy { get; set; }

    /// <summary>Name and state of each child, in document order.</summary>
    public List<(string Name, bool On)> Items { get; } = [];
}

public enum CapabilitiesPolicy
{
    Default,
    Allow,
    Deny,
}

internal static class CapabilitiesPolicyNames
{
    private static readonly EnumNames<CapabilitiesPolicy> All = new("default", "allow", "deny");

    extension(CapabilitiesPolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CapabilitiesPolicy> Names => All;
    }
}

public enum GicVersion
{
    V2,
    V3,
    Host,
}

public static class GicVersionNames
{
    private static readonly EnumNames<GicVersion> All = new("2", "3", "host");

    extension(GicVersion)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<GicVersion> Names => All;
    }
}

public enum IoApicDriver
{
    Qemu,
    Kvm,
}

internal static class IoApicDriverNames
{
    private static readonly EnumNames<IoApicDriver> All = new("qemu", "kvm");

    extension(IoApicDriver)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<IoApicDriver> Names => All;
    }
}

public enum HptResizing
{
    Enabled,
    Disabled,
    Required,
}

public static class HptResizingNames
{
    private static readonly EnumNames<HptResizing> All = new("enabled", "disabled", "required");

    extension(HptResizing)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<HptResizing> Names => All;
    }
}

public enum MsrsUnknown
{
    Ignore,
    Fault,
}

internal static class MsrsUnknownNames
{
    private static readonly EnumNames<MsrsUnknown> All = new("ignore", "fault");

    extension(MsrsUnknown)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MsrsUnknown> Names => All;
    }
}

/// <summary>Values of cfpc and sbbc.</summary>
public enum MitigationLevel
{
    Broken,
    Workaround,
    Fixed,
}

public static class MitigationLevelNames
{
    private static readonly EnumNames<MitigationLevel> All = new("broken", "workaround", "fixed");

    extension(MitigationLevel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MitigationLevel> Names => All;
    }
}

public enum IbsLevel
{
    Broken,
    Workaround,
    FixedIbs,
    FixedCcd,
    FixedNa,
}

public static class IbsLevelNames
{
    private static readonly EnumNames<IbsLevel> All = new("broken", "workaround", "fixed-ibs", "fixed-ccd", "fixed-na");

    extension(IbsLevel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<IbsLevel> Names => All;
    }
}

public enum AiaMode
{
    None,
    Aplic,
    AplicImsic,
}

public static class AiaModeNames
{
    private static readonly EnumNames<AiaMode> All = new("none", "aplic", "aplic-imsic");

    extension(AiaMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<AiaMode> Names => All;
    }
}
