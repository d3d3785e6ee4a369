namespace VirshLite.DomainParser.Model;

/// <summary>&lt;cpu&gt;&lt;numa&gt;: the guest's NUMA cells, sorted by id (formatdomain, "Guest NUMA topology").</summary>
public sealed class Numa
{
    public SourcePosition Position { get; set; }

    /// <summary>Cell i has the id i.</summary>
    public List<NumaCell> Cells { get; } = [];

    public List<NumaInterconnect> Interconnects { get; } = [];

    /// <summary>True where any cell says how far it is from another.</summary>
    public bool HasDistances
    {
        get
        {
            foreach (NumaCell cell in Cells)
            {
                if (cell.Distances.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>True where the cells need an HMAT table: interconnects or any cell's cache (core-arguments.md 6, 11).</summary>
    public bool HasHmat
    {
        get
        {
            foreach (NumaCell cell in Cells)
            {
                if (cell.Caches.Count > 0)
                {
                    return true;
                }
            }

            return Interconnects.Count > 0;
        }
    }
}

/// <summary>&lt;cell&gt;.</summary>
public sealed class NumaCell
{
    public SourcePosition Position { get; set; }

    public uint Id { get; set; }

    /// <summary>Null or empty for a cell without CPUs.</summary>
    public NumberSet? Cpus { get; set; }

    public ulong MemoryKiB { get; set; }

    public MemoryAccess? MemAccess { get; set; }

    public bool? Discard { get; set; }

    /// <summary>Distances to other cells, both directions filled in, sorted by id; empty where none was given.</summary>
    public SortedDictionary<uint, uint> Distances { get; } = [];

    /// <summary>Sorted by level.</summary>
    public List<NumaCache> Caches { get; } = [];
}

/// <summary>&lt;cache&gt; of a cell.</summary>
public sealed class NumaCache
{
    public uint Level { get; set; }

    public NumaCacheAssociativity Associativity { get; set; }

    public NumaCachePolicy Policy { get; set; }

    public ulong SizeKiB { get; set; }

    public ulong LineBytes { get; set; }
}

public enum NumaCacheAssociativity
{
    None,
    Direct,
    Full,
}

internal static class NumaCacheAssociativityNames
{
    private static readonly EnumNames<NumaCacheAssociativity> All = new("none", "direct", "full");

    extension(NumaCacheAssociativity)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<NumaCacheAssociativity> Names => All;
    }
}

public enum NumaCachePolicy
{
    None,
    WriteBack,
    WriteThrough,
}

internal static class NumaCachePolicyNames
{
    private static readonly EnumNames<NumaCachePolicy> All = new("none", "writeback", "writethrough");

    extension(NumaCachePolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<NumaCachePolicy> Names => All;
    }
}

/// <summary>&lt;latency&gt; or &lt;bandwidth&gt; of &lt;interconnects&gt;.</summary>
public sealed class NumaInterconnect
{
    public bool IsBandwidth { get; set; }

    public uint Initiator { get; set; }

    public uint Target { get; set; }

    /// <summary>0 = the memory itself.</summary>
    public uint Cache { get; set; }

    public NumaAccessType AccessType { get; set; }

    /// <summary>A latency in nanoseconds, or a bandwidth in KiB a second.</summary>
    public ulong Value { get; set; }
}

public enum NumaAccessType
{
    Access,
    Read,
    Write,
}

public static class NumaAccessTypeNames
{
    private static readonly EnumNames<NumaAccessType> All = new("access", "read", "write");

    extension(NumaAccessType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<NumaAccessType> Names => All;
    }
}
