using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>A network's rules in the two tables that all networks share (networks.md 5.1).</summary>
public static class NftablesRules
{
    /// <summary>libvirt's own name: where both run, packets meet one set of rules, in one order.</summary>
    public const string Table = "libvirt_network";

    /// <summary>In order of insertion: each stands above those before it.</summary>
    public static IEnumerable<FirewallRule> Of(VirtualNetwork network, string bridge)
    {
        bool hasIpv6 = network.Ipv6BetweenGuests || network.Ips.Exists(i => i.IsIpv6);
        foreach (bool isIpv6 in hasIpv6 ? (bool[])[false, true] : [false])
        {
            yield return Rule(isIpv6, "guest_output", "iif", RuleWord.Device(bridge), "counter", "reject");
            yield return Rule(isIpv6, "guest_input", "oif", RuleWord.Device(bridge), "counter", "reject");
            yield return Rule(isIpv6, "guest_cross", "iif", RuleWord.Device(bridge), "oif", RuleWord.Device(bridge), "counter", "accept");
        }

        if (network.Forward is not (NetworkForward.Nat or NetworkForward.Route))
        {
            yield break;
        }

        foreach (FirewallRule rule in network.Ips.SelectMany(ip => Forwarding(network, ip, bridge)))
        {
            yield return rule;
        }
    }

    private static IEnumerable<FirewallRule> Forwarding(VirtualNetwork network, NetworkIp ip, string bridge)
    {
        bool isIpv6 = ip.IsIpv6;
        string family = isIpv6 ? "ip6" : "ip";
        RuleWord[] into = network.ForwardDevice is { } device ? ["iifname", RuleWord.Device(device)] : [];
        RuleWord[] outOf = network.ForwardDevice is { } to ? ["oifname", RuleWord.Device(to)] : [];
        yield return Rule(isIpv6, "guest_output", [family, "saddr", ip.Network, "iif", RuleWord.Device(bridge), .. outOf, "counter", "accept"]);
        if (network.Forward == NetworkForward.Route || (isIpv6 && network.Nat?.Ipv6 != true))
        {
            yield return Rule(isIpv6, "guest_input", [family, "daddr", ip.Network, .. into, "oif", RuleWord.Device(bridge), "counter", "accept"]);
            yield break;
        }

        yield return Rule(
            isIpv6, "guest_input", [.. into, "oif", RuleWord.Device(bridge), family, "daddr", ip.Network, "ct", "state", "related,established", "counter",
                "accept"]);
        NatRange range = NatRange.Of(network.Nat, isIpv6);
        foreach (string protocol in (string[])["", "udp", "tcp"])
        {
            RuleWord[] only = protocol.Length == 0 ? [] : ["meta", "l4proto", protocol];
            string ports = protocol.Length == 0 ? "" : ":" + range.Ports;
            RuleWord[] target = range.Addresses is { } addresses ? ["snat", "to", addresses + ports] : ports.Length == 0
                ? ["masquerade"] : ["masquerade", "to", ports];
            yield return Rule(isIpv6, "guest_nat", [.. only, family, "saddr", ip.Network, family, "daddr", "!=", ip.Network, .. outOf, "counter", .. target]);
        }

        // to many at once, or to a neighbour: the sender stays as it is
        foreach (string group in isIpv6 ? (string[])["ff02::/16"] : ["255.255.255.255/32", "224.0.0.0/24"])
        {
            yield return Rule(isIpv6, "guest_nat", [.. outOf, family, "saddr", ip.Network, family, "daddr", group, "counter", "return"]);
        }
    }

    private static FirewallRule Rule(bool isIpv6, string chain, params IReadOnlyList<RuleWord> words) => new(isIpv6, Table, chain, words);
}
