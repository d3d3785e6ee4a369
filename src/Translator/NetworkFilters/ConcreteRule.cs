using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>A rule whose variables have their values.</summary>
public sealed record ConcreteRule(PlacedRule Placed, IReadOnlyDictionary<string, FilterValue> Values)
{
    public NetworkFilterRule Rule => Placed.Rule;

    public FilterProtocol? Protocol => Placed.Rule.Protocol;

    public FilterLayer Layer => Protocol?.Layer ?? FilterLayer.Ethernet;

    public bool Has(string attribute) => Values.ContainsKey(attribute);

    public string? Text(string attribute) => Values.GetValueOrDefault(attribute)?.Text;

    public bool IsNegated(string attribute) => Values.GetValueOrDefault(attribute)?.IsNegated == true;

    /// <summary>The number that an attribute stands for, by name or digits; null where it is absent.</summary>
    public ulong? Number(string attribute)
    {
        if (Text(attribute) is not { } text)
        {
            return null;
        }

        FilterValueKind kind = Protocol!.Attributes.First(a => a.Name == attribute).Kind;
        return FilterNumbers.TryParse(kind, text, out ulong number) ? number : null;
    }

    public string? Decimal(string attribute) => Number(attribute)?.ToString(CultureInfo.InvariantCulture) ?? Text(attribute);

    public string? Hex(string attribute) => Number(attribute) is { } number ? "0x" + number.ToString("x", CultureInfo.InvariantCulture) : Text(attribute);

    /// <summary><c>FIRST:LAST</c>, one of them alone where the other is absent; null where both are.</summary>
    public string? Span(string first, string last) => Decimal(first) is not { } low ? null : Decimal(last) is { } high ? $"{low}:{high}" : low;

    /// <summary><c>ADDRESS/MASK</c>.</summary>
    public string? Masked(string address, string mask) => Text(address) is not { } text ? null : Text(mask) is { } bits ? $"{text}/{bits}" : text;
}
