using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>A rule about IP packets in nft's words: what <see cref="IptablesFilterText"/> says for iptables, on one path (nwfilter.md 5.2).</summary>
internal static class NftPacketMatch
{
    /// <summary>Match and verdict; null where the rule has no place on this path.</summary>
    /// <exception cref="DomainException">nft has no words for it.</exception>
    public static string? Of(ConcreteRule rule, GuestPath path)
    {
        if (IptablesFilterText.Words(rule, path) is not { } iptables)
        {
            return null;
        }

        if (rule.Has("ipset"))
        {
            throw DomainException.Unsupported($"a filter rule asks for the set '{rule.Text("ipset")}' of ipset, which nft cannot look into: it needs iptables");
        }

        bool toGuest = path == GuestPath.ToGuest;
        bool reversed = rule.Rule.Direction == FilterDirection.Out ? toGuest : !toGuest;
        (string source, string destination) = reversed ? ("daddr", "saddr") : ("saddr", "daddr");
        string family = rule.Layer == FilterLayer.Ipv6 ? "ip6" : "ip";
        List<string> words = [family == "ip" ? "ether type 0x0800" : "ether type 0x86dd"];
        if (rule.Protocol!.Packet != "all")
        {
            words.Add("meta l4proto " + Number(rule.Protocol.Packet));
        }

        if (!reversed)
        {
            Value(words, rule, "ether saddr", "srcmacaddr", rule.Text("srcmacaddr"));
        }

        Address(words, rule, $"{family} {source}", "src");
        Address(words, rule, $"{family} {destination}", "dst");
        Value(words, rule, family + " dscp", "dscp", rule.Decimal("dscp"));
        if (rule.Text("flags") is { } flags)
        {
            string[] parts = flags.Split('/');
            words.Add($"tcp flags & ({Flags(parts[0])}) {(rule.IsNegated("flags") ? "!=" : "==")} {Flags(parts[1])}");
        }

        if (rule.Protocol.HasPorts)
        {
            Value(words, rule, reversed ? "th dport" : "th sport", "srcportstart", rule.Span("srcportstart", "srcportend")?.Replace(':', '-'));
            Value(words, rule, reversed ? "th sport" : "th dport", "dstportstart", rule.Span("dstportstart", "dstportend")?.Replace(':', '-'));
        }

        if (rule.Decimal("option") is { } option)
        {
            words.Add($"tcp option {option} {(rule.IsNegated("option") ? "missing" : "exists")}");
        }

        if (rule.Protocol.IsIcmp && rule.Decimal("type") is { } type)
        {
            string name = rule.Protocol.Packet;
            Value(words, rule, name + " type", "type", type);
            Value(words, rule, name + " code", "type", rule.Decimal("code"));
        }

        words.AddRange(Connection(iptables));
        if (rule.Decimal("connlimit-above") is { } most)
        {
            words.Add($"ct count {(rule.IsNegated("connlimit-above") ? "" : "over ")}{most}");
        }

        words.Add(rule.Rule.Action switch
        {
            FilterAction.Accept => "accept",
            FilterAction.Return => "return",
            FilterAction.Continue => "continue",

            // only on the guest's own side can the bridge answer
            FilterAction.Reject when !toGuest => "reject",
            _ => "drop",
        });
        return string.Join(' ', words);
    }

    /// <summary>The same states and direction of the connection as iptables is told.</summary>
    private static IEnumerable<string> Connection(IReadOnlyList<string> iptables)
    {
        int states = iptables.ToList().IndexOf("--ctstate");
        int direction = iptables.ToList().IndexOf("--ctdir");
        if (states >= 0)
        {
            yield return "ct state " + iptables[states + 1].ToLowerInvariant();
        }

        if (direction >= 0)
        {
            yield return "ct direction " + iptables[direction + 1].ToLowerInvariant();
        }
    }

    private static void Value(List<string> words, ConcreteRule rule, string what, string attribute, string? value)
    {
        if (value is not null)
        {
            words.Add($"{what} {NftFrameMatch.Sign(rule, attribute)}{value}");
        }
    }

    private static void Address(List<string> words, ConcreteRule rule, string what, string end)
    {
        if (rule.Masked(end + "ipaddr", end + "ipmask") is { } address)
        {
            Value(words, rule, what, end + "ipaddr", address);
        }
        else if (rule.Text(end + "ipfrom") is { } first)
        {
            Value(words, rule, what, end + "ipfrom", rule.Text(end + "ipto") is { } last ? $"{first}-{last}" : first);
        }
    }

    private static string Number(string protocol) =>
        FilterNumbers.TryParse(FilterValueKind.IpProtocol, protocol, out ulong number)
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : protocol;

    private static string Flags(string list) => list switch
    {
        "ALL" => "fin|syn|rst|psh|ack|urg",
        "NONE" => "0x0",
        _ => list.ToLowerInvariant().Replace(',', '|'),
    };
}
