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
            throw Refused($"{network}: Unrecognized family '{family}' in route definition");
        }

        IPAddress address = cursor.Address("address", text => Refused($"{network}: Bad network address '{text}' in route definition"))
            ?? throw Refused($"{network}: Missing required address attribute in route definition");
        IPAddress gateway = cursor.Address("gateway", text => Refused($"{network}: Bad gateway address '{text}' in route definition"))
            ?? throw Refused($"{network}: Missing required gateway attribute in route definition");
        IPAddress? netmask = cursor.Address("netmask", text => Refused($"{network}: Bad netmask address '{text}' in route definition"));
        var prefix = (uint?)cursor.Unsigned("prefix", uint.MaxValue);
        var metric = (uint?)cursor.Unsigned("metric", uint.MaxValue);
        string? refusal = (family == "ipv6") != address.IsIpv6()
            ? $"{network}: {(family is null ? "No" : address.IsIpv6() ? "IPv4" : family)} family specified for {(address.IsIpv6() ? "non-IPv4" : "non-IPv6")} address '{address}' in route definition"
            : gateway.IsIpv6() != address.IsIpv6()
                ? $"{network}: {family ?? "No family"} specified for {(address.IsIpv6() ? "non-IPv6" : "non-IPv4")} gateway address '{gateway}' in route "
                    + "definition"
            : netmask is not null && prefix is not null ? $"{network}: Route definition cannot have both a prefix and a netmask"
            : netmask is not null && address.IsIpv6() ? $"{network}: Specifying netmask invalid for IPv6 address '{address}' in route definition"
            : netmask?.IsIpv6() == true ? $"{network}: Invalid netmask '{netmask}' for address '{address}' (both must be IPv4)"
            : prefix > (address.IsIpv6() ? 128u : 32u)
                ? $"{network}: Invalid prefix {prefix} specified in route definition, must be 0 - {(address.IsIpv6() ? 128 : 32)}"
            : metric == 0 ? "Invalid value for attribute 'metric' in element 'route': Zero is not permitted"
            : null;
        if (refusal is not null)
        {
            throw Refused(refusal);
        }

        var route = new NetworkRoute(family, address, netmask, prefix, gateway, metric);
        bool isNetwork = netmask is null ? IpMath.Network(address, route.Prefix).Equals(address)
            : IpMath.Number(address) == (IpMath.Number(address) & IpMath.Number(netmask));
        return isNetwork
            ? route
            : throw Refused(string.Create(CultureInfo.InvariantCulture, $"{network}: Address '{address}' in route definition is not a network address"));

        DomainException Refused(string message) => cursor.Refused(message);
    }

    /// <summary>A gateway has to be a neighbour of the bridge.</summary>
    public static void CheckGateways(XmlCursor cursor, VirtualNetwork network)
    {
        foreach (NetworkRoute route in network.Routes)
        {
            if (!network.Ips.Exists(i => !i.HasOddNetmask && IpMath.IsInside(route.Gateway, i.Address, i.Prefix)))
            {
                throw cursor.Refused($"unreachable static route gateway '{route.Gateway}' specified for network '{network.Name}'", RefusalKind.Unsupported);
            }
        }
    }
}
