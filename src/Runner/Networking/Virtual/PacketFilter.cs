using System.Globalization;
using System.Text;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>
/// The rules that make a network NAT, routed or isolated, as text for nft: two tables of the network's own, so that no rule of anybody else's is touched. What they
/// let through and refuse is what libvirt's rules do (measured: libvirt 11.3).
/// </summary>
public static class PacketFilter
{
    /// <summary>open networks get no rules at all.</summary>
    public static bool IsNeeded(NetworkDefinition network) => network.Forward is NetworkForward.None or NetworkForward.Nat or NetworkForward.Route;

    /// <summary>
    /// The tables' name: letters and digits stand as they are, everything else as its number between underscores, so that two networks never share one.
    /// </summary>
    public static string TableName(string network)
    {
        var name = new StringBuilder("virshlite_");
        foreach (char c in network)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(c);
            }
            else
            {
                name.Append(CultureInfo.InvariantCulture, $"_{(int)c:x2}_");
            }
        }

        return name.ToString();
    }

    /// <summary>A script that removes both tables, whether they are there or not.</summary>
    public static string Removal(string network)
    {
        string name = TableName(network);
        return $"table ip {name}\ndelete table ip {name}\ntable ip6 {name}\ndelete table ip6 {name}\n";
    }

    /// <summary>A script that makes both tables anew; nft carries it out as a whole or not at all.</summary>
    public static string Text(NetworkDefinition network, string bridge)
    {
        var text = new StringBuilder(Removal(network.Name));
        Table(text, network, bridge, isIpv6: false);
        Table(text, network, bridge, isIpv6: true);
        return text.ToString();
    }

    private static void Table(StringBuilder text, NetworkDefinition network, string bridge, bool isIpv6)
    {
        string family = isIpv6 ? "ip6" : "ip";
        List<NetworkIp> ips = network.Ips.FindAll(i => i.IsIpv6 == isIpv6);
        bool isNat = network.Forward == NetworkForward.Nat && (!isIpv6 || network.Nat.Ipv6);
        string from = network.ForwardDevice is { } d ? $"iifname \"{d}\" " : "";
        string to = network.ForwardDevice is { } o ? $"oifname \"{o}\" " : "";
        text.Append(CultureInfo.InvariantCulture, $"table {family} {TableName(network.Name)} {{\n");
        text.Append("\tchain forward {\n\t\ttype filter hook forward priority 0; policy accept;\n");
        if (!isIpv6 || ips.Count > 0 || network.Ipv6BetweenGuests)
        {
            Rule(text, $"iifname \"{bridge}\" oifname \"{bridge}\" accept");
        }

        if (network.Forward != NetworkForward.None)
        {
            foreach (string net in ips.Select(i => i.Network))
            {
                Rule(text, $"{from}oifname \"{bridge}\" {family} daddr {net} {(isNat ? "ct state established,related " : "")}accept");
                Rule(text, $"iifname \"{bridge}\" {to}{family} saddr {net} accept");
            }
        }

        Rule(text, $"oifname \"{bridge}\" reject");
        Rule(text, $"iifname \"{bridge}\" reject");
        text.Append("\t}\n");
        if (isNat && ips.Count > 0)
        {
            text.Append("\tchain postrouting {\n\t\ttype nat hook postrouting priority 100; policy accept;\n");
            foreach (string net in ips.Select(i => i.Network))
            {
                Masquerade(text, network.Nat, net, family, to);
            }

            text.Append("\t}\n");
        }

        text.Append("}\n");
    }

    private static void Masquerade(StringBuilder text, NetworkNat nat, string net, string family, string to)
    {
        string ports = string.Create(CultureInfo.InvariantCulture, $":{nat.PortStart}-{nat.PortEnd}");
        string action = "masquerade";
        string withPorts = "masquerade to " + ports;
        if (family == "ip" && nat.AddressStart is { } start)
        {
            string range = start.Equals(nat.AddressEnd) ? start.ToString() : $"{start}-{nat.AddressEnd}";
            action = "snat to " + range;
            withPorts = action + ports;
        }

        // to many at once, or to a neighbour: the sender stays as it is
        Rule(text, $"{to}{family} saddr {net} {family} daddr {(family == "ip" ? "224.0.0.0/24" : "ff02::/16")} return");
        if (family == "ip")
        {
            Rule(text, $"{to}ip saddr {net} ip daddr 255.255.255.255 return");
        }

        string leaving = $"{to}{family} saddr {net} {family} daddr != {net} ";
        Rule(text, leaving + "meta l4proto tcp " + withPorts);
        Rule(text, leaving + "meta l4proto udp " + withPorts);
        Rule(text, leaving + action);
    }

    private static void Rule(StringBuilder text, string rule) => text.Append("\t\t").Append(rule).Append('\n');
}
