using System.Net;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;ip&gt; of a network with what is served on it.</summary>
internal static class NetworkIpReader
{
    public static NetworkIp Read(XmlCursor cursor, string network)
    {
        NetworkPlace place = Place(cursor, network);
        var ip = new NetworkIp(place.Family, place.Address, place.Netmask, place.WrittenPrefix) { LocalPtr = cursor.YesOrNo("localPtr") };
        if (cursor.FirstChild("tftp") is { } tftp)
        {
            ip = !ip.IsIpv6 ? ip with { TftpRoot = tftp.NonEmpty("root") }
                : throw tftp.Refused($"Unsupported <tftp> element in an IPv6 element in network '{network}'", RefusalKind.Unsupported);
        }

        if (cursor.FirstChild("dhcp") is not { } dhcp)
        {
            return ip;
        }

        foreach (XmlCursor range in dhcp.Children("range"))
        {
            ip.Ranges.Add(NetworkDhcpReader.Range(range, network, ip));
        }

        foreach (XmlCursor host in dhcp.Children("host"))
        {
            ip.Hosts.Add(NetworkDhcpReader.Host(host, network, ip.IsIpv6, isPartial: false));
        }

        if (dhcp.FirstChild("bootp") is { } boot)
        {
            string file = boot.Text("file") ?? throw boot.Refused("Missing required attribute 'file' in element 'bootp'");
            IPAddress? server = boot.Address("server", text =>
                boot.Refused($"Cannot parse socket address '{text}': Name or service not known", RefusalKind.Plain));
            ip = !ip.IsIpv6 ? ip with { Boot = new(file, server?.ToString()) } : ip;
        }

        return ip;
    }

    private static NetworkPlace Place(XmlCursor cursor, string network)
    {
        string text = cursor.NonEmpty("address") ?? throw cursor.Refused($"Missing required address attribute in network '{network}'");
        if (!IpMath.TryParse(text, out IPAddress address))
        {
            throw cursor.Refused($"Invalid address '{text}' in network '{network}'");
        }

        IPAddress? netmask = cursor.NonEmpty("netmask") is null ? null
            : cursor.Address("netmask", mask => cursor.Refused($"Invalid netmask '{mask}' in network '{network}'"));
        string? prefix = cursor.Text("prefix");
        string? family = cursor.NonEmpty("family");
        var bits = (uint?)cursor.Unsigned("prefix", uint.MaxValue);
        DomainException? refusal = family switch
        {
            null or "ipv4" => Ipv4(),
            "ipv6" => !address.IsIpv6() ? Unsupported($"Family 'ipv6' specified for non-IPv6 address '{text}' in network '{network}'")
                : netmask is not null ? Unsupported($"netmask not allowed for IPv6 address '{text}' in network '{network}'")
                : prefix is not null && bits is not <= 128 ? Unsupported($"Invalid IPv6 prefix '{prefix}' in network '{network}'")
                : null,
            _ => cursor.Refused($"Unrecognized family '{family}' in network '{network}'"),
        };
        return refusal is null ? new(family, address, netmask, bits is 0 ? null : bits) : throw refusal;

        DomainException? Ipv4() =>
            address.IsIpv6() ? Unsupported($"{family ?? "no"} family specified for non-IPv4 address '{text}' in network '{network}'")
            : netmask?.IsIpv6() == true ? Unsupported($"Invalid netmask '{netmask}' for address '{text}' in network '{network}' (both must be IPv4)")
            : netmask is not null && prefix is not null ? Unsupported($"Network '{network}' IP address cannot have both a prefix and a netmask")
            : prefix is not null && bits is not <= 32 ? Unsupported($"Invalid IPv4 prefix '{prefix}' in network '{network}'")
            : null;

        DomainException Unsupported(string message) => cursor.Refused(message, RefusalKind.Unsupported);
    }
}
