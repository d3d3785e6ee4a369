using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>A network's rules in the chains that all networks share (networks.md 5.2).</summary>
internal static class IptablesRules
{
    /// <summary>In order of insertion: each stands above those before it.</summary>
    public static IEnumerable<FirewallRule> Of(VirtualNetwork network, string bridge)
    {
        RuleWord device = RuleWord.Device(bridge);
        foreach (FirewallRule rule in (IEnumerable<FirewallRule>)[.. Service(false, device, "67", "68", "tcp", "udp"), .. Names(false, device)])
        {
            yield return rule;
        }

        if (network.Ips.Exists(i => i.TftpRoot is not null))
        {
            foreach (FirewallRule rule in Service(false, device, "69", "69", "udp"))
            {
                yield return rule;
            }
        }

        foreach (FirewallRule rule in Isolation(false, device))
        {
            yield return rule;
        }

        bool hasIpv6 = network.Ips.Exists(i => i.IsIpv6);
        if (hasIpv6 || network.Ipv6BetweenGuests)
        {
            foreach (FirewallRule rule in Isolation(true, device))
            {
                yield return rule;
            }
        }

        if (hasIpv6)
        {
            foreach (FirewallRule rule in (IEnumerable<FirewallRule>)[.. Names(true, device), .. Service(true, device, "547", "546", "udp")])
            {
                yield return rule;
            }
        }

        if (network.Forward is NetworkForward.Nat or NetworkForward.Route)
        {
            foreach (FirewallRule rule in network.Ips.SelectMany(ip => Forwarding(network, ip, device)))
            {
                yield return rule;
            }
        }

        // some guests' DHCP clients drop answers whose checksum was left to hardware that is not there; a kernel without this target does without
        if (network.Ips.Exists(i => !i.IsIpv6 && i.HasDhcp))
        {
            yield return new(
                false, "mangle", "LIBVIRT_PRT", ["--out-interface", device, "--protocol", "udp", "--destination-port", "68", "--jump", "CHECKSUM",
                    "--checksum-fill"])
            { IgnoreErrors = true };
        }
    }

    private static IEnumerable<FirewallRule> Names(bool isIpv6, RuleWord bridge) => Service(isIpv6, bridge, "53", "53", "tcp", "udp");

    /// <summary>What guests may ask the host, and how it may answer.</summary>
    private static IEnumerable<FirewallRule> Service(bool isIpv6, RuleWord bridge, string asked, string answered, params string[] protocols) =>
    [
        .. protocols.Select(p => Filter(isIpv6, "LIBVIRT_INP", "--in-interface", bridge, "--protocol", p, "--destination-port", asked, "--jump", "ACCEPT")),
        .. protocols.Select(p => Filter(isIpv6, "LIBVIRT_OUT", "--out-interface", bridge, "--protocol", p, "--destination-port", answered, "--jump", "ACCEPT")),
    ];

    private static IEnumerable<FirewallRule> Isolation(bool isIpv6, RuleWord bridge) =>
    [
        Filter(isIpv6, "LIBVIRT_FWO", "--in-interface", bridge, "--jump", "REJECT"),
        Filter(isIpv6, "LIBVIRT_FWI", "--out-interface", bridge, "--jump", "REJECT"),
        Filter(isIpv6, "LIBVIRT_FWX", "--in-interface", bridge, "--out-interface", bridge, "--jump", "ACCEPT"),
    ];

    private static IEnumerable<FirewallRule> Forwarding(VirtualNetwork network, NetworkIp ip, RuleWord bridge)
    {
        bool isIpv6 = ip.IsIpv6;
        RuleWord[] into = network.ForwardDevice is { } device ? ["--in-interface", RuleWord.Device(device)] : [];
        RuleWord[] outOf = network.ForwardDevice is { } to ? ["--out-interface", RuleWord.Device(to)] : [];
        yield return Filter(isIpv6, "LIBVIRT_FWO", ["--source", ip.Network, "--in-interface", bridge, .. outOf, "--jump", "ACCEPT"]);
        bool isRouted = network.Forward == NetworkForward.Route || (isIpv6 && network.Nat?.Ipv6 != true);
        RuleWord[] answers = isRouted ? [] : ["--match", "conntrack", "--ctstate", "ESTABLISHED,RELATED"];
        yield return Filter(isIpv6, "LIBVIRT_FWI", ["--destination", ip.Network, .. into, "--out-interface", bridge, .. answers, "--jump", "ACCEPT"]);
        if (isRouted)
        {
            yield break;
        }

        NatRange range = NatRange.Of(network.Nat, isIpv6);
        foreach (string protocol in (string[])["", "udp", "tcp"])
        {
            RuleWord[] only = protocol.Length == 0 ? [] : ["-p", protocol];
            bool hasPorts = protocol.Length > 0;
            RuleWord[] target = range.Addresses is { } addresses ? ["SNAT", "--to-source", hasPorts ? $"{addresses}:{range.Ports}" : addresses]
                : hasPorts ? ["MASQUERADE", "--to-ports", range.Ports]
                : ["MASQUERADE"];
            yield return Nat(isIpv6, ["--source", ip.Network, .. only, "!", "--destination", ip.Network, .. outOf, "--jump", .. target]);
        }

        foreach (string group in isIpv6 ? (string[])["ff02::/16"] : ["255.255.255.255/32", "224.0.0.0/24"])
        {
            yield return Nat(isIpv6, [.. outOf, "--source", ip.Network, "--destination", group, "--jump", "RETURN"]);
        }
    }

    private static FirewallRule Filter(bool isIpv6, string chain, params IReadOnlyList<RuleWord> words) => new(isIpv6, "filter", chain, words);

    private static FirewallRule Nat(bool isIpv6, params IReadOnlyList<RuleWord> words) => new(isIpv6, "nat", "LIBVIRT_PRT", words);
}
