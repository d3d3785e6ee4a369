namespace VirshLite.DomainParser.Model;

/// <summary>&lt;cputune&gt; (formatdomain, "CPU tuning"). Pins and schedulers are kept one by one, sorted by their id.</summary>
public sealed class CpuTune
{
    public ulong? Shares { get; set; }

    public ulong? Period { get; set; }

    public long? Quota { get; set; }

    public ulong? GlobalPeriod { get; set; }

    public long? GlobalQuota { get; set; }

    public ulong? EmulatorPeriod { get; set; }

    public long? EmulatorQuota { get; set; }

    public ulong? IoThreadPeriod { get; set; }

    public long? IoThreadQuota { get; set; }

    /// <summary>Host CPUs by vCPU.</summary>
    public SortedDictionary<uint, NumberSet> VcpuPins { get; } = [];

    public NumberSet? EmulatorPin { get; set; }

    /// <summary>Host CPUs by iothread id.</summary>
    public SortedDictionary<uint, NumberSet> IoThreadPins { get; } = [];

    public Scheduler? EmulatorSched { get; set; }

    /// <summary>By vCPU.</summary>
    public SortedDictionary<uint, Scheduler> VcpuScheds { get; } = [];

    /// <summary>By iothread id.</summary>
    public SortedDictionary<uint, Scheduler> IoThreadScheds { get; } = [];

    public List<CacheTune> CacheTunes { get; } = [];

    public List<EnergyTune> EnergyTunes { get; } = [];

    public List<MemoryTune> MemoryTunes { get; } = [];
}

/// <summary>Scheduling policy of a thread; the priority belongs to fifo and rr.</summary>
public sealed record Scheduler(SchedulerPolicy Policy, int Priority);

public enum SchedulerPolicy
{
    Batch,
    Idle,
    Fifo,
    Rr,
}

internal static class SchedulerPolicyNames
{
    private static readonly EnumNames<SchedulerPolicy> All = new("batch", "idle", "fifo", "rr");

    extension(SchedulerPolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SchedulerPolicy> Names => All;
    }
}

/// <summary>&lt;cachetune&gt;: shares of the host's CPU caches. Read and kept.</summary>
public sealed class CacheTune
{
    /// <summary>Empty: the whole process (since libvirt 12.8).</summary>
    public NumberSet Vcpus { get; set; } = NumberSet.Empty;

    /// <summary>The name of the resource group, in live XML.</summary>
    public string? Id { get; set; }

    public List<CacheTuneCache> Caches { get; } = [];

    public List<TuneMonitor> Monitors { get; } = [];
}

/// <summary>&lt;energytune&gt;: what the host's energy counters are read for. Read and kept.</summary>
public sealed class EnergyTune
{
    /// <summary>Empty: the whole process.</summary>
    public NumberSet Vcpus { get; set; } = NumberSet.Empty;

    public List<TuneMonitor> Monitors { get; } = [];
}

/// <summary>&lt;cache id= level= type= size=&gt;.</summary>
public sealed class CacheTuneCache
{
    public uint Id { get; set; }

    public uint Level { get; set; }

    public CacheTuneType Type { get; set; }

    public ulong SizeBytes { get; set; }
}

public enum CacheTuneType
{
    Both,
    Code,
    Data,
}

internal static class CacheTuneTypeNames
{
    private static readonly EnumNames<CacheTuneType> All = new("both", "code", "data");

    extension(CacheTuneType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CacheTuneType> Names => All;
    }
}

/// <summary>&lt;monitor level= vcpus=&gt;; no level inside &lt;memorytune&gt;.</summary>
public sealed class TuneMonitor
{
    public uint? Level { get; set; }

    public NumberSet Vcpus { get; set; } = NumberSet.Empty;
}

/// <summary>&lt;memorytune&gt;: shares of the host's memory bandwidth. Read and kept.</summary>
public sealed class MemoryTune
{
    public NumberSet Vcpus { get; set; } = NumberSet.Empty;

    public string? Id { get; set; }

    /// <summary>Bandwidth (per cent or MB/s) by host node.</summary>
    public List<(uint Id, uint Bandwidth)> Nodes { get; } = [];

    public List<TuneMonitor> Monitors { get; } = [];
}
