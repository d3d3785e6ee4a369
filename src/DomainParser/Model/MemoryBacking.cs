namespace VirshLite.DomainParser.Model;

/// <summary>&lt;memoryBacking&gt; (formatdomain, "Memory backing").</summary>
public sealed class MemoryBacking
{
    public SourcePosition Position { get; set; }

    /// <summary>&lt;hugepages&gt;: empty where the element is absent; a bare element is one entry of size 0, the host's default size.</summary>
    public List<HugePage> HugePages { get; } = [];

    public bool NoSharePages { get; set; }

    public bool Locked { get; set; }

    public MemorySource? Source { get; set; }

    public MemoryAccess? Access { get; set; }

    public MemoryAllocation? Allocation { get; set; }

    public uint? AllocationThreads { get; set; }

    public bool Discard { get; set; }
}

/// <summary>&lt;page size= nodeset=&gt;.</summary>
public sealed class HugePage
{
    public SourcePosition Position { get; set; }

    /// <summary>0 = the host's default size.</summary>
    public ulong SizeKiB { get; set; }

    /// <summary>Guest NUMA nodes; null = all that no other page names.</summary>
    public NumberSet? Nodeset { get; set; }
}

public enum MemorySource
{
    File,
    Anonymous,
    Memfd,
}

internal static class MemorySourceNames
{
    private static readonly EnumNames<MemorySource> All = new("file", "anonymous", "memfd");

    extension(MemorySource)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MemorySource> Names => All;
    }
}

public enum MemoryAllocation
{
    Immediate,
    OnDemand,
}

internal static class MemoryAllocationNames
{
    private static readonly EnumNames<MemoryAllocation> All = new("immediate", "ondemand");

    extension(MemoryAllocation)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MemoryAllocation> Names => All;
    }
}
