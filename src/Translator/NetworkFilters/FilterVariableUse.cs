using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>Rules with variables become as many rules as their values ask for (nwfilter.md 2.2).</summary>
public static class FilterVariableUse
{
    /// <summary>Names of variables that the rules need and that nobody gives, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<PlacedRule> rules) =>
        [.. rules.SelectMany(r => r.Rule.Values.Values.Where(v => v.IsVariable && Use.Of(v.Text) is var use && !use.IsGiven(r.Variables))
            .Select(v => Use.Of(v.Text).Name)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>One rule for each combination of values, each combination once.</summary>
    /// <exception cref="DomainException">Lists that are gone through together differ in length, or a value is missing.</exception>
    public static IEnumerable<ConcreteRule> Concrete(PlacedRule placed)
    {
        NetworkFilterRule rule = placed.Rule;
        List<Use> uses = [];
        foreach (FilterAttribute attribute in rule.Protocol?.Attributes ?? [])
        {
            if (rule.Values.TryGetValue(attribute.Name, out FilterValue? value) && value.IsVariable)
            {
                Use use = Use.Of(value.Text);
                uses.Add(use.IsGiven(placed.Variables) ? use : throw DomainException.Internal(
                    $"Cannot instantiate filter due to unresolvable variables or unavailable list elements: {use.Name}"));
            }
        }

        List<(uint Iterator, int Count)> iterators = Iterators(uses, placed.Variables);
        int[] at = new int[iterators.Count];
        HashSet<string> seen = [];
        do
        {
            string Resolved(string text) => Use.Of(text) is var use && use.Element is { } element
                ? placed.Variables.Of(use.Name)![(int)element]
                : placed.Variables.Of(use.Name)![at[iterators.FindIndex(i => i.Iterator == use.Iterator)]];

            if (seen.Add(string.Join('\n', uses.Select(u => Resolved(u.Text)))))
            {
                yield return new(placed, rule.Values.ToDictionary(v => v.Key, v =>
                    v.Value.IsVariable ? v.Value with { Text = Resolved(v.Value.Text) } : v.Value));
            }
        }
        while (Next(at, iterators));
    }

    /// <summary>The iterator 0 runs fastest, the others follow in the order in which they are first used.</summary>
    private static List<(uint Iterator, int Count)> Iterators(List<Use> uses, FilterVariables variables)
    {
        var iterators = new List<(uint Iterator, int Count)>();
        foreach (Use use in uses.Where(u => u.Element is null))
        {
            int count = variables.Of(use.Name)!.Count;
            int known = iterators.FindIndex(i => i.Iterator == use.Iterator);
            if (known < 0)
            {
                iterators.Insert(use.Iterator == 0 ? 0 : iterators.Count, (use.Iterator, count));
            }
            else if (iterators[known].Count != count)
            {
                throw DomainException.Internal("Cardinality of list items must be the same for processing them in parallel");
            }
        }

        return iterators;
    }

    private static bool Next(int[] at, List<(uint Iterator, int Count)> iterators)
    {
        for (int i = 0; i < at.Length; i++)
        {
            if (++at[i] < iterators[i].Count)
            {
                return true;
            }

            at[i] = 0;
        }

        return false;
    }

    /// <summary><c>$NAME</c> with the iterator that goes through its values, or one element's number.</summary>
    private readonly record struct Use(string Text, string Name, uint Iterator, uint? Element)
    {
        public static Use Of(string text)
        {
            int bracket = text.IndexOf('[', StringComparison.Ordinal);
            if (bracket < 0)
            {
                return new(text, text[1..], 0, null);
            }

            ReadOnlySpan<char> inner = text.AsSpan(bracket + 1, text.Length - bracket - 2);
            return inner[0] == '@' ? new(text, text[1..bracket], uint.Parse(inner[1..], CultureInfo.InvariantCulture), null)
                : new(text, text[1..bracket], 0, uint.Parse(inner, CultureInfo.InvariantCulture));
        }

        public bool IsGiven(FilterVariables variables) => variables.Of(Name) is { Count: > 0 } list && (Element is null || Element < list.Count);
    }
}
