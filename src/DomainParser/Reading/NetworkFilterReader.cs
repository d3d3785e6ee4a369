using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;filter&gt; to <see cref="NetworkFilter"/> (nwfilter.md 2).</summary>
public static class NetworkFilterReader
{
    private const int UsualPriority = 500;
    private const int MostPriority = 1000;
    private const int LongestChain = 12;

    /// <summary>What a chain's name can begin with, and where such chains stand.</summary>
    private static readonly (string Prefix, int Priority)[] Chains =
        [("mac", -800), ("vlan", -750), ("stp", 0), ("arp", -500), ("rarp", -400), ("ipv4", -700), ("ipv6", -600)];

    /// <summary>A definition that somebody else wrote and keeps: what is not known is read over.</summary>
    /// <exception cref="DomainException">The text is no well-formed filter, or says something that cannot be.</exception>
    public static NetworkFilter Read(string xml) => Read(xml, new ReadingContext(new ReadingOptions { FileName = "filter XML", IgnoreUnknown = true }));

    /// <exception cref="DomainException">The text is no well-formed filter, says something unknown, or something that cannot be.</exception>
    public static NetworkFilter Read(string xml, ReadingContext context)
    {
        var cursor = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (cursor.Element.Name != "filter")
        {
            throw cursor.Refused($"expecting root element of 'filter', not '{cursor.Name}'");
        }

        string name = cursor.NonEmpty("name") ?? throw cursor.Refused("filter has no name", RefusalKind.Internal);
        if (name.Contains('/', StringComparison.Ordinal) || name is "." or ".." || name.Any(char.IsControl))
        {
            throw cursor.Refused($"invalid char in name: {name}", RefusalKind.Plain);
        }

        var filter = new NetworkFilter { Name = name, Uuid = Uuid(cursor) };
        ReadChain(cursor, filter);
        IReadOnlyList<XmlCursor> rules = cursor.Children("rule");
        IReadOnlyList<XmlCursor> references = cursor.Children("filterref");
        foreach (XElement child in cursor.Element.Elements())
        {
            if (rules.FirstOrDefault(r => r.Element == child) is { } rule)
            {
                filter.Entries.Add(Rule(rule));
            }
            else if (references.FirstOrDefault(r => r.Element == child) is { } reference)
            {
                filter.Entries.Add(new NetworkFilterReference(Reference(reference)));
            }
        }

        cursor.Finish();
        return filter;
    }

    /// <summary>&lt;filterref&gt; with its parameters; those that cannot be are read over, as libvirt does.</summary>
    internal static FilterRef Reference(XmlCursor cursor)
    {
        string filter = cursor.Text("filter") ?? throw cursor.Refused("Missing required attribute 'filter' in element 'filterref'");
        List<FilterParameter> parameters = [];
        foreach (XmlCursor parameter in cursor.Children("parameter"))
        {
            if (parameter.Text("name") is { Length: > 0 } name && parameter.Text("value") is { Length: > 0 } value
                && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':'))
            {
                parameters.Add(new(name, value));
            }
            else
            {
                parameter.Context.Ignored("a <parameter> whose name or value holds other characters than letters, digits, '_', '.' and ':'",
                    parameter.Position);
            }
        }

        return new(filter, [.. parameters.OrderBy(p => p.Name, StringComparer.Ordinal)]);
    }

    private static Guid? Uuid(XmlCursor cursor)
    {
        if (cursor.FirstChild("uuid") is not { } uuid)
        {
            return null;
        }

        try
        {
            return UuidText.Parse(uuid, uuid.Content);
        }
        catch (DomainException)
        {
            throw uuid.Refused("malformed uuid element");
        }
    }

    private static void ReadChain(XmlCursor cursor, NetworkFilter filter)
    {
        string? priority = cursor.Text("priority");
        if (cursor.NonEmpty("chain") is not { } chain)
        {
            return;
        }

        int known = Array.FindIndex(Chains, c => chain.StartsWith(c.Prefix, StringComparison.Ordinal));
        string? refusal = chain.Length > LongestChain ? "Name of chain is longer than 12 characters"
            : !chain.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':' or '-') ? "Chain name contains invalid characters"
            : known < 0 && chain != NetworkFilter.RootChain
                ? $"Invalid chain name '{chain}'. Please use a chain name called 'root' or any of the following prefixes: mac, vlan, stp, arp, rarp, ipv4, ipv6"
            : null;
        int number = 0;
        if (refusal is null && priority is not null)
        {
            refusal = !int.TryParse(priority, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
                ? $"Could not parse chain priority '{priority}'"
                : number is < -MostPriority or > MostPriority ? $"Priority '{priority}' is outside valid range of [-1000,1000]"
                : null;
        }

        if (refusal is not null)
        {
            throw cursor.Refused(refusal, RefusalKind.Argument);
        }

        filter.Chain = chain;
        filter.ChainPriority = priority is not null ? number : known < 0 ? 0 : Chains[known].Priority;
    }

    private static NetworkFilterRule Rule(XmlCursor cursor)
    {
        FilterAction action = Word(cursor, "action", FilterAction.Names);
        FilterDirection direction = Word(cursor, "direction", FilterDirection.Names);
        int priority = UsualPriority;
        if (cursor.Text("priority") is { } text)
        {
            // too low and too high mean the usual one
            const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite;
            priority = !int.TryParse(text, style, CultureInfo.InvariantCulture, out int read)
                ? throw cursor.Refused($"Invalid value for attribute 'priority' in element 'rule': '{text}'. Expected integer value")
                : read is >= -MostPriority and <= MostPriority ? read : UsualPriority;
        }

        string? stateMatch = cursor.Text("statematch");
        bool isMatched = stateMatch is null || (stateMatch != "0" && !stateMatch.Equals("false", StringComparison.OrdinalIgnoreCase));
        FilterProtocol? protocol = null;
        foreach (XElement child in cursor.Element.Elements())
        {
            if (FilterProtocol.All.TryGetValue(child.Name.LocalName, out protocol))
            {
                break;
            }
        }

        return new(action, direction, priority, isMatched, protocol, protocol is null
            ? new Dictionary<string, FilterValue>() : NetworkFilterRuleReader.Values(cursor, protocol));
    }

    private static T Word<T>(XmlCursor cursor, string attribute, EnumNames<T> names)
        where T : struct, Enum => cursor.Text(attribute) switch
        {
            null => throw cursor.Refused($"Missing required attribute '{attribute}' in element 'rule'"),
            var text when names.TryParse(text, out T value) => value,
            var text => throw cursor.Refused($"Invalid value for attribute '{attribute}' in element 'rule': '{text}'."),
        };
}
