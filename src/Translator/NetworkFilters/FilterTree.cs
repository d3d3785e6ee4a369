using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>A rule as it stands somewhere in a tree of filters.</summary>
/// <param name="Chain">Its filter's.</param>
/// <param name="Variables">Those of all references on the way to it; outer ones win.</param>
public sealed record PlacedRule(NetworkFilterRule Rule, string Chain, int ChainPriority, FilterVariables Variables)
{
    public bool IsRoot => Chain == NetworkFilter.RootChain;

    /// <summary>A rule never comes before its chain.</summary>
    public int Priority => IsRoot ? Rule.Priority : Math.Max(Rule.Priority, ChainPriority);
}

/// <summary>A filter with all that it refers to.</summary>
public static class FilterTree
{
    /// <summary>All rules, in the order in which they are put up: those of root chains first, then by priority (nwfilter.md 4.1).</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="variables">Those of whoever uses it.</param>
    /// <param name="find">A filter by name; null where there is none.</param>
    /// <exception cref="DomainException">A filter that is referred to is missing, or refers to itself.</exception>
    public static IReadOnlyList<PlacedRule> Rules(NetworkFilter filter, FilterVariables variables, Func<string, NetworkFilter?> find)
    {
        List<PlacedRule> rules = [];
        Gather(filter, variables, find, rules, []);
        return [.. rules.OrderBy(r => !r.IsRoot).ThenBy(r => r.Priority)];
    }

    /// <summary>The names of all filters in the tree, its own first.</summary>
    public static IReadOnlyCollection<string> Names(NetworkFilter filter, Func<string, NetworkFilter?> find)
    {
        HashSet<string> names = [filter.Name];
        foreach (NetworkFilterReference reference in filter.Entries.OfType<NetworkFilterReference>())
        {
            if (names.Add(reference.Filter.Filter) && find(reference.Filter.Filter) is { } inner)
            {
                names.UnionWith(Names(inner, n => names.Contains(n) && n != inner.Name ? null : find(n)));
            }
        }

        return names;
    }

    private static void Gather(NetworkFilter filter, FilterVariables variables, Func<string, NetworkFilter?> find, List<PlacedRule> rules,
        HashSet<string> above)
    {
        if (!above.Add(filter.Name))
        {
            throw new DomainException("filter would introduce a loop", default, RefusalKind.Failed);
        }

        foreach (NetworkFilterEntry entry in filter.Entries)
        {
            switch (entry)
            {
                case NetworkFilterRule rule:
                    rules.Add(new(rule, filter.Chain, filter.ChainPriority, variables));
                    break;
                case NetworkFilterReference { Filter: var reference }:
                    NetworkFilter inner = find(reference.Filter) ?? throw DomainException.Internal($"referenced filter '{reference.Filter}' is missing");
                    Gather(inner, variables.Over(new FilterVariables(reference.Parameters)), find, rules, above);
                    break;
            }
        }

        above.Remove(filter.Name);
    }
}
