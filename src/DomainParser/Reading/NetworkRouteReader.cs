using System.Globalization;
using System.Net;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;route&gt; of a network.</summary>
internal static class NetworkRouteReader
{
    public static NetworkRoute Read(XmlCursor cursor, string network)
    {
        string? family = cursor.Text("family");
        if (family is not (null or "ipv4" or "ipv6"))
        {
            throw Refused($"{network}: Invalid address family '{family}' specified for route address");
        }

        IPAddress address = cursor.Address("address", text => Refused($"{network}: Invalid address '{text}' specified for route address"))
            ?? throw Refused($"{network}: Missing required address attribute in route definition");
        IPAddress gateway = cursor.Address("gateway", text => Refused($"{network}: Invalid gateway address '{text}' specified for route"))
            ?? throw Refused($"{network}: Missing required gateway attribute in route definition");
        IPAddress? netmask = cursor.Address("netmask", text => Refused($"{network}: Invalid netmask '{text}' specified for route address '{address}'"));
        uint? prefix = cursor.UInt("prefix");
        uint? metric = cursor.UInt("metric");
        string? refusal = (family == "ipv6") != address.IsIpv6() ? $"{network}: {(family == "ipv6" ? "IPv6" : family is null ? "No" : "IPv4")} family specified for {(address.IsIpv6() ? "non-IPv4" : "non-IPv6")} address '{address}' in route definition"
            : gateway.IsIpv6() != address.IsIpv6() ? $"{network}: the families of address '{address}' and gateway '{gateway}' of a route differ"
            : netmask is not null && prefix is not null ? $"{network}: Route definition cannot have both a prefix and a netmask"
            : netmask is not null && (netmask.IsIpv6() || address.IsIpv6() || IpMath.PrefixOf(netmask) is null) ? $"{network}: Invalid netmask '{netmask}' specified for route address '{address}'"
            : prefix > (address.IsIpv6() ? 128u : 32u) ? $"{network}: Invalid prefix '{prefix}' specified for route address '{address}'"
            : metric == 0 ? $"{network}: Invalid metric value, must be > 0"
            : null;
        if (refusal is not null)
        {
            throw Refused(refusal);
        }

        var route = new NetworkRoute(family, address, netmask, prefix, gateway, metric);
        return IpMath.Network(address, route.Prefix).Equals(address)
            ? route
            : throw Refused(string.Create(CultureInfo.InvariantCulture, $"{network}: Address '{address}' in route definition is not a network address"));

        DomainException Refused(string message) => cursor.Refused(message);
    }

    /// <summary>A gateway has to be a neighbour of the bridge.</summary>
    public static void CheckGateways(XmlCursor cursor, VirtualNetwork network)
    {
        foreach (NetworkRoute route in network.Routes)
        {
            if (!network.Ips.Exists(i => IpMath.IsInside(route.Gateway, i.Address, i.Prefix)))
            {
                throw cursor.Refused($"unreachable static route gateway '{route.Gateway}' specified for network '{network.Name}'", RefusalKind.Unsupported);
            }
        }
    }
}
