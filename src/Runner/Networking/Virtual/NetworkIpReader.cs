using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>&lt;ip&gt; with what is served on it, and &lt;route&gt;.</summary>
internal static class NetworkIpReader
{
    public static void Read(XmlCursor network, NetworkDefinition definition)
    {
        foreach (XmlCursor ip in network.Children("ip"))
        {
            NetworkIp read = Ip(ip);
            if (read.Dhcp is { HasAnything: true } && definition.Ips.Exists(i => i.IsIpv6 == read.IsIpv6 && i.Dhcp is { HasAnything: true }))
            {
                throw ip.Unsupported($"For {(read.IsIpv6 ? "IPv6" : "IPv4")}, multiple DHCP definitions cannot be specified.");
            }

            definition.Ips.Add(read);
        }

        foreach (XmlCursor route in network.Children("route"))
        {
            definition.Routes.Add(Route(route, definition));
        }
    }

    private static NetworkIp Ip(XmlCursor cursor)
    {
        (IPAddress address, int prefix) = Place(cursor);
        var ip = new NetworkIp { Address = address, Prefix = prefix, LocalPtr = cursor.YesNo("localPtr") == true };
        if (ip.LocalPtr && !ip.IsIpv6 && prefix > 24 && prefix % 8 != 0)
        {
            throw cursor.Error($"localPtr='yes' does not go with the prefix {prefix}: 8, 16, 24 and whatever is below would be right");
        }

        if (cursor.Child("tftp") is { } tftp)
        {
            ip.TftpRoot = tftp.NonEmpty("root") is { } root ? NetworkDefinitionReader.Line(tftp, root) : null;
        }

        if (cursor.Child("dhcp") is { } dhcp)
        {
            ip.Dhcp = Dhcp(dhcp, ip);
        }

        return ip;
    }

    /// <summary>Address and prefix; 'netmask' says the same for IPv4, and without either the address' class counts.</summary>
    private static (IPAddress Address, int Prefix) Place(XmlCursor cursor)
    {
        IPAddress address = NetworkDefinitionReader.Address(cursor, "address", cursor.RequiredText("address"));
        bool isIpv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        string? family = cursor.NonEmpty("family");
        if (family is not (null or "ipv4" or "ipv6"))
        {
            throw cursor.Error($"'{family}' is not a value of the attribute 'family' of <{cursor.Name}>; ipv4 or ipv6");
        }

        if ((family == "ipv6") != isIpv6)
        {
            throw cursor.Error($"family '{family ?? "ipv4"}' does not go with the address {address}: {(isIpv6 ? "family='ipv6'" : "family='ipv4'")} would be right");
        }

        uint? prefix = cursor.UInt("prefix");
        if (prefix > (isIpv6 ? 128 : 32))
        {
            throw cursor.Error($"prefix {prefix} is too long for {address}");
        }

        if (NetworkDefinitionReader.Address(cursor, "netmask") is { } netmask)
        {
            if (prefix is not null)
            {
                throw cursor.Error($"<{cursor.Name}> takes 'netmask' or 'prefix', not both");
            }

            if (isIpv6 || netmask.AddressFamily != AddressFamily.InterNetwork)
            {
                throw cursor.Error($"'netmask' goes only with IPv4; use 'prefix' for {address}");
            }

            prefix = (uint)(IpMath.PrefixOf(netmask) ?? throw cursor.Error($"{netmask} is no netmask: ones first, then zeros, as in 255.255.255.0"));
        }

        return (address, (int)(prefix ?? (uint)(isIpv6 ? 64 : IpMath.ClassPrefix(address))));
    }

    private static NetworkRoute Route(XmlCursor cursor, NetworkDefinition definition)
    {
        (IPAddress address, int prefix) = Place(cursor);
        IPAddress gateway = NetworkDefinitionReader.Address(cursor, "gateway", cursor.RequiredText("gateway"));
        if (!IpMath.Network(address, prefix).Equals(address))
        {
            throw cursor.Error($"{address}/{prefix} is no network: bits behind the prefix are set");
        }

        if (!definition.Ips.Exists(i => IpMath.IsInside(gateway, i.Address, i.Prefix)))
        {
            throw cursor.Error($"the route's gateway {gateway} lies in none of the network's own addresses");
        }

        uint? metric = cursor.UInt("metric");
        return metric == 0 ? throw cursor.Error("'metric' of <route> is above 0") : new(address, prefix, gateway, metric);
    }

    private static NetworkDhcp Dhcp(XmlCursor cursor, NetworkIp ip)
    {
        var dhcp = new NetworkDhcp();
        foreach (XmlCursor range in cursor.Children("range"))
        {
            IPAddress start = Inside(range, "start", range.RequiredText("start"), ip);
            IPAddress end = Inside(range, "end", range.RequiredText("end"), ip);
            if (IpMath.Number(start) > IpMath.Number(end))
            {
                throw range.Error($"the range ends at {end}, before its start {start}");
            }

            dhcp.Ranges.Add(new(start, end, Lease(range)));
        }

        foreach (XmlCursor host in cursor.Children("host"))
        {
            dhcp.Hosts.Add(Host(host, ip));
        }

        if (cursor.Child("bootp") is { } boot)
        {
            dhcp.BootFile = NetworkDefinitionReader.Line(boot, boot.RequiredText("file"));
            dhcp.BootServer = boot.NonEmpty("server") is { } server ? NetworkDefinitionReader.Word(boot, "server", server) : null;
        }

        return dhcp;
    }

    private static DhcpHost Host(XmlCursor cursor, NetworkIp ip)
    {
        string? mac = cursor.NonEmpty("mac") is { } m ? NetworkDefinitionReader.Mac(cursor, m) : null;
        string? id = cursor.NonEmpty("id");
        string? name = cursor.NonEmpty("name") is { } n ? NetworkDefinitionReader.Word(cursor, "host name", n) : null;
        IPAddress? address = cursor.NonEmpty("ip") is { } text ? Inside(cursor, "ip", text, ip) : null;
        if (ip.IsIpv6 && mac is not null)
        {
            throw cursor.Error("Invalid to specify MAC address in an IPv6 <host>: 'id' or 'name' would be right");
        }

        if (!ip.IsIpv6 && id is not null)
        {
            throw cursor.Error("'id' goes only with an IPv6 <host>");
        }

        foreach (char c in id ?? "")
        {
            if (!char.IsAsciiHexDigit(c) && c != ':')
            {
                throw cursor.Error($"'{id}' is no DHCPv6 identifier: hexadecimal numbers with colons would be right");
            }
        }

        return mac is null && id is null && name is null ? throw cursor.Error($"<host> needs {(ip.IsIpv6 ? "'id'" : "'mac'")} or 'name'")
            : address is null && (name is null || (mac is null && id is null)) ? throw cursor.Error("<host> needs 'ip', or a name beside its identification")
            : new(mac, id, name, address, Lease(cursor));
    }

    private static IPAddress Inside(XmlCursor cursor, string attribute, string text, NetworkIp ip)
    {
        IPAddress address = NetworkDefinitionReader.Address(cursor, attribute, text);
        return IpMath.IsInside(address, ip.Address, ip.Prefix)
            ? address
            : throw cursor.Error($"{address} lies outside the network {ip.Network}");
    }

    /// <summary>A &lt;lease&gt; as dnsmasq takes it; 0 = for ever, below two minutes is refused.</summary>
    private static string? Lease(XmlCursor parent)
    {
        if (parent.Child("lease") is not { } lease)
        {
            return null;
        }

        ulong number = lease.ULong("expiry") ?? throw lease.Error("<lease> needs the attribute 'expiry'");
        string unit = lease.Text("unit") ?? "minutes";
        (string letter, ulong seconds) = unit switch
        {
            "seconds" => ("s", 1ul),
            "minutes" => ("m", 60ul),
            "hours" => ("h", 3600ul),
            _ => throw lease.Error($"'{unit}' is not a value of the attribute 'unit' of <lease>; one of seconds, minutes, hours"),
        };
        return number == 0 ? "infinite"
            : number > uint.MaxValue / seconds ? throw lease.Error($"a lease of {number} {unit} is too long")
            : number * seconds < 120 ? throw lease.Error("a lease lasts 2 minutes at least")
            : number.ToString(CultureInfo.InvariantCulture) + letter;
    }
}
