namespace VirshLite.DomainParser.Model;

/// <summary>&lt;perf&gt;: counters of the host for the guest. No effect on the command line.</summary>
public sealed class Perf
{
    /// <summary>Sorted in libvirt's order.</summary>
    public SortedDictionary<PerfEvent, bool> Events { get; } = [];
}

public enum PerfEvent
{
    Cmt,
    Mbmt,
    Mbml,
    CpuCycles,
    Instructions,
    CacheReferences,
    CacheMisses,
    BranchInstructions,
    BranchMisses,
    BusCycles,
    StalledCyclesFrontend,
    StalledCyclesBackend,
    RefCpuCycles,
    CpuClock,
    TaskClock,
    PageFaults,
    ContextSwitches,
    CpuMigrations,
    PageFaultsMin,
    PageFaultsMaj,
    AlignmentFaults,
    EmulationFaults,
}

internal static class PerfEventNames
{
    private static readonly EnumNames<PerfEvent> All = new(
        "cmt", "mbmt", "mbml", "cpu_cycles", "instructions", "cache_references", "cache_misses", "branch_instructions", "branch_misses", "bus_cycles",
        "stalled_cycles_frontend", "stalled_cycles_backend", "ref_cpu_cycles", "cpu_clock", "task_clock", "page_faults", "context_switches",
        "cpu_migrations", "page_faults_min", "page_faults_maj", "alignment_faults", "emulation_faults");

    extension(PerfEvent)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<PerfEvent> Names => All;
    }
}
