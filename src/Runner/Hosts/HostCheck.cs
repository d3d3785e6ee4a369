namespace VirshLite.Runner.Hosts;

/// <summary>How a check of the host went.</summary>
public enum CheckResult
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>Guests run, but slower or without something.</summary>
    Warn,

    /// <summary>Guests of the usual kind do not run.</summary>
    Fail,
}

/// <summary>One finding about the host.</summary>
/// <param name="Id">A word for programs: cpu, kvm, tun, vhost-net, bridges, qemu, hugepages, firmware, iommu, swtpm.</param>
/// <param name="Subject">What was looked at, for people.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Mend">What to do about it; null where it passed.</param>
public sealed record HostCheck(string Id, string Subject, CheckResult Result, string Finding, string? Mend = null);
