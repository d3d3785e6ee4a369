namespace VirshLite.DomainParser.Model;

/// <summary>&lt;filter&gt;: named rules about a guest's packets and references to other filters, in their order (nwfilter.md 2).</summary>
public sealed class NetworkFilter
{
    public const string RootChain = "root";

    public string Name { get; set; } = "";

    public Guid? Uuid { get; set; }

    /// <summary>root, or a name that begins with a protocol's.</summary>
    public string Chain { get; set; } = RootChain;

    /// <summary>Where the chain stands among the others; lower ones come first.</summary>
    public int ChainPriority { get; set; }

    public List<NetworkFilterEntry> Entries { get; } = [];
}

/// <summary>One child of a filter.</summary>
public abstract record NetworkFilterEntry;

/// <summary>&lt;filterref&gt;: another filter's rules stand here.</summary>
public sealed record NetworkFilterReference(FilterRef Filter) : NetworkFilterEntry;

/// <summary>&lt;rule&gt;.</summary>
/// <param name="Protocol">null = every packet of the chain.</param>
/// <param name="Values">By attribute.</param>
public sealed record NetworkFilterRule(
    FilterAction Action, FilterDirection Direction, int Priority, bool StateMatch, FilterProtocol? Protocol, IReadOnlyDictionary<string, FilterValue> Values)
        : NetworkFilterEntry;

/// <summary>A value in its plain form: numbers without leading zeros, names where a number has one; <c>$NAME</c> is a variable.</summary>
/// <param name="IsNegated">The packet must not have it.</param>
public sealed record FilterValue(string Text, bool IsNegated)
{
    public bool IsVariable => Text.StartsWith('$');
}

public enum FilterAction
{
    Drop,
    Accept,
    Reject,
    Return,
    Continue,
}

public static class FilterActionNames
{
    private static readonly EnumNames<FilterAction> All = new("drop", "accept", "reject", "return", "continue");

    extension(FilterAction)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<FilterAction> Names => All;
    }
}

/// <summary>As the guest sees it: out is what it sends.</summary>
public enum FilterDirection
{
    In,
    Out,
    InOut,
}

public static class FilterDirectionNames
{
    private static readonly EnumNames<FilterDirection> All = new("in", "out", "inout");

    extension(FilterDirection)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<FilterDirection> Names => All;
    }
}
