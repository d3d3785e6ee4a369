namespace VirshLite.DomainParser.Model;

/// <summary>&lt;launchSecurity&gt; (formatdomain, "Launch Security").</summary>
public sealed class LaunchSecurity
{
    public SourcePosition Position { get; set; }

    public LaunchSecurityType Type { get; set; }

    public bool? KernelHashes { get; set; }

    /// <summary>Null until the platform's own number is taken at the start.</summary>
    public uint? CbitPos { get; set; }

    public uint? ReducedPhysBits { get; set; }

    /// <summary>32 bits for sev, 64 for sev-snp.</summary>
    public ulong Policy { get; set; }

    /// <summary>Of sev: base64.</summary>
    public string? DhCert { get; set; }

    /// <summary>Of sev: base64.</summary>
    public string? Session { get; set; }

    /// <summary>Of sev-snp, as the ones below.</summary>
    public bool? AuthorKey { get; set; }

    public bool? Vcek { get; set; }

    public string? GuestVisibleWorkarounds { get; set; }

    public string? IdBlock { get; set; }

    public string? IdAuth { get; set; }

    public string? HostData { get; set; }
}

public enum LaunchSecurityType
{
    Sev,
    SevSnp,
    S390Pv,
}

public static class LaunchSecurityTypeNames
{
    private static readonly EnumNames<LaunchSecurityType> All = new("sev", "sev-snp", "s390-pv");

    extension(LaunchSecurityType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<LaunchSecurityType> Names => All;
    }
}
