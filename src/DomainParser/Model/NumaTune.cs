namespace VirshLite.DomainParser.Model;

/// <summary>&lt;numatune&gt;: which host nodes the guest's memory comes from (formatdomain, "NUMA node tuning").</summary>
public sealed class NumaTune
{
    public SourcePosition Position { get; set; }

    public NumaTuneMemory? Memory { get; set; }

    /// <summary>There was a &lt;memory/&gt; that said nothing: then nothing is said for it where vCPUs are placed by advice either.</summary>
    public bool HasEmptyMemory { get; init; }

    /// <summary>By guest cell, sorted.</summary>
    public SortedDictionary<uint, NumaTuneNode> Nodes { get; } = [];
}

/// <summary>&lt;memory mode= placement= nodeset=&gt;.</summary>
public sealed class NumaTuneMemory
{
    public SourcePosition Position { get; set; }

    public NumaMode? Mode { get; set; }

    public NumaPlacement? Placement { get; set; }

    public NumberSet? Nodeset { get; set; }
}

/// <summary>&lt;memnode cellid= mode= nodeset=&gt;.</summary>
public sealed class NumaTuneNode
{
    public SourcePosition Position { get; set; }

    public NumaMode? Mode { get; set; }

    public NumberSet Nodeset { get; set; } = NumberSet.Empty;
}

public enum NumaMode
{
    Strict,
    Preferred,
    Interleave,
    Restrictive,
}

public static class NumaModeNames
{
    private static readonly EnumNames<NumaMode> All = new("strict", "preferred", "interleave", "restrictive");

    extension(NumaMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<NumaMode> Names => All;
    }
}

public enum NumaPlacement
{
    Static,
    Auto,
}

internal static class NumaPlacementNames
{
    private static readonly EnumNames<NumaPlacement> All = new("static", "auto");

    extension(NumaPlacement)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<NumaPlacement> Names => All;
    }
}
