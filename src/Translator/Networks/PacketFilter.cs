using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>The rules that make a network NAT, routed or isolated: what they let through and refuse is what libvirt's rules do (networks.md 5).</summary>
public static class PacketFilter
{
    /// <summary>open networks get no rules at all.</summary>
    public static bool IsNeeded(VirtualNetwork network) => network.Forward is NetworkForward.None or NetworkForward.Nat or NetworkForward.Route;

    /// <summary>In order of insertion.</summary>
    /// <exception cref="DomainParser.DomainException">A device's name could be read as something else, or ports of NAT are no range.</exception>
    public static IReadOnlyList<FirewallRule> Rules(VirtualNetwork network, string bridge, FirewallBackend backend) =>
        !IsNeeded(network) ? [] : backend == FirewallBackend.Nftables ? [.. NftablesRules.Of(network, bridge)] : [.. IptablesRules.Of(network, bridge)];

    /// <summary>Every command with its program, in the form that libvirt runs (networks.md 5.1 and 5.2).</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Commands(VirtualNetwork network, string bridge, FirewallBackend backend)
    {
        IReadOnlyList<FirewallRule> rules = Rules(network, bridge, backend);
        return backend == FirewallBackend.Iptables ? [.. rules.Select(IptablesText.Words)]
            : rules.Count == 0 ? []
            : [.. DhcpChecksum(bridge).Select(c => (IReadOnlyList<string>)["tc", .. c]), .. rules.Select(NftText.Words)];
    }

    /// <summary>
    /// The words after tc that complete checksums of DHCP answers, which some guests' clients drop otherwise: nft has no such target. The class that all else
    /// goes to is the one that the bandwidth of the bridge makes.
    /// </summary>
    internal static IReadOnlyList<IReadOnlyList<string>> DhcpChecksum(string bridge) =>
    [
        ["qdisc", "show", "dev", DeviceName.Checked(bridge), "handle", "1:"],
        ["qdisc", "add", "dev", bridge, "root", "handle", "1:", "htb", "default", "2"],
        [
            "filter", "add", "dev", bridge, "prio", "2", "protocol", "ip", "parent", "1:", "u32", "match", "ip", "dport", "68", "ffff",
            "action", "csum", "ip", "and", "udp",
        ],
    ];
}
