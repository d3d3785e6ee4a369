using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>The variables of filter rules: lists of values by name (nwfilter.md 2.2).</summary>
public sealed class FilterVariables
{
    public const string Mac = "MAC";
    public const string Ip = "IP";
    public const string DhcpServer = "DHCPSERVER";
    public const string IpLearning = "CTRL_IP_LEARNING";

    private readonly Dictionary<string, IReadOnlyList<string>> values;

    public FilterVariables() => values = [];

    public FilterVariables(IReadOnlyDictionary<string, IReadOnlyList<string>> values) => this.values = new(values);

    public FilterVariables(IEnumerable<FilterParameter> parameters) =>
        values = parameters.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(p => p.Value)]);

    public IReadOnlyCollection<string> Names => values.Keys;

    public IReadOnlyList<string>? Of(string name) => values.GetValueOrDefault(name);

    /// <summary>These, and the others' where these have none of the name.</summary>
    public FilterVariables Over(FilterVariables others)
    {
        var merged = new Dictionary<string, IReadOnlyList<string>>(others.values);
        foreach ((string name, IReadOnlyList<string> list) in values)
        {
            merged[name] = list;
        }

        return new(merged);
    }

    public FilterVariables With(string name, params IReadOnlyList<string> list) => new(new Dictionary<string, IReadOnlyList<string>>(values) { [name] = list });
}
