using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Xml;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>
/// libvirt network XML to <see cref="NetworkDefinition"/>, as strict as the reader of domains: what is not known is refused with its place. What guests' interfaces
/// depend on is read by <see cref="VirtualNetworkReader"/>.
/// </summary>
public static class NetworkDefinitionReader
{
    private static readonly XNamespace Dnsmasq = "http://libvirt.org/schemas/network/dnsmasq/1.0";

    /// <exception cref="DomainException">The text is no well-formed network XML, says something unknown, or something that cannot be.</exception>
    public static NetworkDefinition Read(string xml, ReadingContext context)
    {
        XElement root = XmlSource.LoadRoot(xml, context.Options);
        var cursor = new XmlCursor(root, context);
        if (root.Name != "network")
        {
            throw cursor.Error($"the root element is <{cursor.Name}>; <network> would be right");
        }

        var network = new NetworkDefinition { Connection = VirtualNetworkReader.Read(cursor), Xml = root };
        CheckName(cursor, network);
        network.Uuid = Uuid(cursor);
        network.Ipv6BetweenGuests = cursor.YesNo("ipv6") == true;
        cursor.IgnoreAttributes("connections");
        cursor.IgnoreChildren("title", "description", "metadata");
        ReadBridge(cursor, network);
        ReadForward(cursor, network);
        if (cursor.Child("domain") is { } domain)
        {
            network.Domain = Word(domain, "domain name", domain.RequiredText("name"));
            network.DomainLocalOnly = domain.YesNo("localOnly") == true;
            if (domain.YesNo("register") == true)
            {
                throw domain.Unsupported("<domain register='yes'> is not supported: the network's names are not given to systemd-resolved");
            }
        }

        network.Bandwidth = cursor.Child("bandwidth") is { } bandwidth ? InterfaceConnectionReader.ReadBandwidth(bandwidth) : null;
        if (network.Bandwidth?.Inbound is { Floor: > 0 })
        {
            throw cursor.Unsupported("unsupported 'floor' in <bandwidth> of a network");
        }

        NetworkDnsReader.Read(cursor, network);
        NetworkIpReader.Read(cursor, network);
        foreach (XmlCursor options in cursor.Children(Dnsmasq + "options"))
        {
            foreach (XmlCursor option in options.Children(Dnsmasq + "option"))
            {
                network.DnsmasqOptions.Add(Line(option, option.RequiredText("value")));
            }
        }

        CheckMode(cursor, network);
        cursor.Finish();
        return network;
    }

    internal static IPAddress Address(XmlCursor cursor, string attribute, string text)
    {
        return IPAddress.TryParse(text, out IPAddress? address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3)
            ? address
            : throw cursor.Error($"'{text}' is not a value of the attribute '{attribute}' of <{cursor.Name}>: an IP address would be right");
    }

    internal static IPAddress? Address(XmlCursor cursor, string attribute) => cursor.NonEmpty(attribute) is { } text ? Address(cursor, attribute, text) : null;

    /// <summary>One word for a line of dnsmasq's: a name of a host or domain.</summary>
    internal static string Word(XmlCursor cursor, string what, string text)
    {
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_'))
            {
                throw cursor.Error($"'{text}' is no {what}: letters, digits, '.', '-' and '_' are");
            }
        }

        return text.Length > 0 ? text : throw cursor.Error($"an empty {what} stands in <{cursor.Name}>");
    }

    /// <summary>Text that stays on one line.</summary>
    internal static string Line(XmlCursor cursor, string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1f') ? throw cursor.Error($"<{cursor.Name}> holds a line end or another control character") : text;

    private static void CheckName(XmlCursor cursor, NetworkDefinition network)
    {
        if (network.Name.Length == 0)
        {
            throw cursor.Error("a network needs a <name>");
        }

        if (network.Name.AsSpan().IndexOfAny('/', '\n') >= 0 || network.Name.StartsWith('.') || network.Name.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            throw cursor.Error($"the name '{network.Name}' cannot contain '/' or a line end, nor begin with a dot");
        }
    }

    private static Guid? Uuid(XmlCursor cursor) => cursor.ChildText("uuid")?.Trim() switch
    {
        null => null,
        var text when Guid.TryParse(text, out Guid uuid) => uuid,
        var text => throw cursor.Error($"malformed uuid element: '{text}'"),
    };

    private static void ReadBridge(XmlCursor cursor, NetworkDefinition network)
    {
        if (cursor.FirstChild("bridge") is { } bridge)
        {
            network.Stp = bridge.OnOff("stp") ?? true;
            network.DelaySeconds = bridge.NonEmpty("delay") switch
            {
                null => 0,
                var text when decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds) && seconds <= 30 => seconds,
                var text => throw bridge.Error($"'{text}' is not a value of the attribute 'delay' of <bridge>: seconds from 0 to 30 would be right"),
            };
            if (bridge.NonEmpty("macTableManager") is { } manager and not ("kernel" or "libvirt"))
            {
                throw bridge.Error($"'{manager}' is not a value of the attribute 'macTableManager' of <bridge>; one of kernel, libvirt");
            }

            if (bridge.NonEmpty("zone") is not null)
            {
                throw bridge.Unsupported("<bridge zone=> is not supported: VirshLite does not speak to firewalld; put the bridge into the zone with firewall-cmd");
            }

            if (network.Connection.Bridge is { } name && (name.Length > NetworkDevice.LongestName || name.AsSpan().IndexOfAny("/ \t\n\":") >= 0))
            {
                throw bridge.Error($"'{name}' cannot be the name of a bridge: up to {NetworkDevice.LongestName} characters without '/', ':', quotes and blanks would be right");
            }
        }

        if (cursor.Child("mac") is { } mac)
        {
            network.Mac = Mac(mac, mac.RequiredText("address"));
        }

        network.Mtu = cursor.Child("mtu") is { } mtu ? mtu.UInt("size") ?? throw mtu.Error("<mtu> needs the attribute 'size'") : null;
        if (network.Mtu is < 68 or > 65535)
        {
            throw cursor.Error($"<mtu size='{network.Mtu}'> cannot be: 68 to 65535 would be right");
        }
    }

    internal static string Mac(XmlCursor cursor, string text)
    {
        string mac = text.ToLowerInvariant();
        string[] parts = mac.Split(':');
        bool isRight = parts.Length == 6 && Array.TrueForAll(parts, p => p.Length is 1 or 2 && byte.TryParse(p, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _));
        return !isRight ? throw cursor.Error($"'{text}' is no MAC address: six hexadecimal numbers with colons would be right")
            : (byte.Parse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & 1) != 0 ? throw cursor.Error($"expected unicast mac address, found multicast '{text}'")
            : string.Join(':', parts.Select(p => p.PadLeft(2, '0')));
    }

    private static void ReadForward(XmlCursor cursor, NetworkDefinition network)
    {
        if (cursor.FirstChild("forward") is not { } forward)
        {
            return;
        }

        foreach (XmlCursor device in forward.Children("interface"))
        {
            device.IgnoreAttributes("connections");
        }

        forward.FirstChild("driver")?.IgnoreAttributes("model");
        if (forward.Child("nat") is not { } nat)
        {
            return;
        }

        if (network.Forward != NetworkForward.Nat)
        {
            throw nat.Error("<nat> goes only with <forward mode='nat'>");
        }

        var result = new NetworkNat { Ipv6 = nat.YesNo("ipv6") == true };
        if (nat.Child("address") is { } address)
        {
            IPAddress start = Address(address, "start", address.RequiredText("start"));
            IPAddress end = Address(address, "end") ?? start;
            if (start.AddressFamily != AddressFamily.InterNetwork || end.AddressFamily != AddressFamily.InterNetwork || IpMath.Number(start) > IpMath.Number(end))
            {
                throw address.Error("<address> of <nat> takes two IPv4 addresses, 'end' not below 'start'");
            }

            result = result with { AddressStart = start, AddressEnd = end };
        }

        if (nat.Child("port") is { } port)
        {
            uint start = port.UInt("start") ?? throw port.Error("<port> needs the attribute 'start'");
            uint end = port.UInt("end") ?? throw port.Error("<port> needs the attribute 'end'");
            if (start is 0 or > 65535 || end > 65535 || end < start)
            {
                throw port.Error("<port> of <nat> takes ports from 1 to 65535, 'end' not below 'start'");
            }

            result = result with { PortStart = (ushort)start, PortEnd = (ushort)end };
        }

        network.Nat = result;
    }

    private static void CheckMode(XmlCursor cursor, NetworkDefinition network)
    {
        string mode = NetworkForwardNames.All[network.Forward];
        if (network.HasOwnBridge)
        {
            if (network.Forward is NetworkForward.Nat or NetworkForward.Route && network.Ips.Count == 0)
            {
                throw cursor.Error($"{mode} forwarding requested, but no IP address provided for network '{network.Name}'");
            }

            if (network.Connection.Devices.Count > 1)
            {
                throw cursor.Error($"multiple forwarding interfaces specified for network '{network.Name}', only one is supported");
            }

            if (network.Forward == NetworkForward.Open && network.ForwardDevice is not null)
            {
                throw cursor.Error($"forward dev not allowed for network '{network.Name}' with forward mode='open'");
            }

            return;
        }

        if (network.Ips.Count > 0 || network.Routes.Count > 0)
        {
            throw cursor.Error($"<ip> and <route> cannot stand in network '{network.Name}', whose forward mode is '{mode}'");
        }
    }
}
