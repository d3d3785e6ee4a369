using System.Text;
using VirshLite.DomainParser;

namespace VirshLite.Conformance.Networks;

/// <summary>What came of a network case: passed where nothing differs.</summary>
internal sealed record NetworkOutcome(NetworkCase Case, string Differences)
{
    public bool Passed => Differences.Length == 0;
}

/// <summary>Runs the product's pure code on a case and holds it against libvirt's answer.</summary>
internal static class NetworkCaseRunner
{
    private const int MostLines = 40;

    /// <summary>By kind: what libvirt has and what we have, as texts to compare.</summary>
    private static readonly Dictionary<string, Func<NetworkCase, (string Expected, string Actual)>> Kinds = new()
    {
        ["dnsmasq"] = DnsmasqCases.Run,
        ["firewall"] = FirewallCases.Run,
        ["network-define"] = DefinitionCases.Define,
        ["network-update"] = DefinitionCases.Update,
        ["network-port"] = DefinitionCases.Port,
        ["bandwidth"] = BandwidthCases.Run,
        ["nss"] = NameCases.Resolve,
        ["mac-map"] = NameCases.MacMap,
        ["nwfilter-define"] = FilterCases.Define,
        ["nwfilter-firewall"] = FilterCases.Firewall,
        ["nwfilter-basic"] = FilterCases.Basic,
        ["nwfilter-binding"] = FilterCases.Binding,
    };

    public static NetworkOutcome Run(NetworkCase given)
    {
        if (!Kinds.TryGetValue(given.Kind, out Func<NetworkCase, (string, string)>? run))
        {
            return new(given, "nothing runs this kind of case\n");
        }

        try
        {
            (string expected, string actual) = run(given);
            return new(given, given.Refusal is { } refusal ? $"not refused: {refusal}\n" : expected == actual ? "" : Differences(expected, actual));
        }
        catch (DomainException e)
        {
            string words = RefusalWords.Whole(e);
            return new(given, given.Refusal == words ? "" : $"- {given.Refusal ?? "(taken)"}\n+ {words}\n");
        }
    }

    private static string Differences(string expected, string actual)
    {
        var text = new StringBuilder();
        LineDifferences.Append(text, expected.Split('\n'), actual.Split('\n'), MostLines);
        return text.ToString();
    }
}
