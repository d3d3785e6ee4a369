using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>
/// libvirt network XML to <see cref="VirtualNetwork"/>, as strict as the reader of domains: what is not known is refused with its place. What cannot be is
/// refused in libvirt's words (networks.md 2.2).
/// </summary>
public static class NetworkReader
{
    private static readonly XNamespace Dnsmasq = "http://libvirt.org/schemas/network/dnsmasq/1.0";

    /// <summary>A definition that somebody else wrote and keeps: what is not known is read over.</summary>
    /// <exception cref="DomainException">The text is no well-formed network XML, or says something that cannot be.</exception>
    public static VirtualNetwork Read(string xml) => Read(xml, new ReadingContext(new ReadingOptions { FileName = "network XML", IgnoreUnknown = true }));

    /// <exception cref="DomainException">The text is no well-formed network XML, says something unknown, or something that cannot be.</exception>
    public static VirtualNetwork Read(string xml, ReadingContext context)
    {
        XElement root = XmlSource.LoadRoot(xml, context.Options);

        // live XML has the definition inside <networkstatus>
        if (root.Name == "networkstatus" && root.Element("network") is { } inner)
        {
            root = inner;
        }

        return Read(new XmlCursor(root, context));
    }

    private static VirtualNetwork Read(XmlCursor cursor)
    {
        if (cursor.Element.Name != "network")
        {
            throw cursor.Error($"unexpected root element <{cursor.Name}>, expecting <network>");
        }

        var network = new VirtualNetwork
        {
            Name = Name(cursor),
            Uuid = Uuid(cursor),
            Title = Title(cursor),
            Description = NonEmpty(cursor.FirstChild("description")?.Content)
        };
        network.MetadataXml = cursor.FirstChild("metadata") is { } metadata ? MetadataReader.Read(metadata) : null;
        cursor.IgnoreAttributes("connections");
        network.Ipv6BetweenGuests = cursor.NonEmpty("ipv6") switch
        {
            null or "no" => false,
            "yes" => true,
            var text => throw cursor.Refused($"Invalid ipv6 setting '{text}' in network '{network.Name}'"),
        };
        network.TrustGuestRxFilters = cursor.YesOrNo("trustGuestRxFilters");
        network.Domain = cursor.FirstChild("domain") is { } domain ? Domain(domain, network.Name) : null;
        network.Bandwidth = cursor.FirstChild("bandwidth") is { } bandwidth ? NetworkBandwidthReader.Read(bandwidth, takesFloor: false) : null;
        network.Vlan = cursor.FirstChild("vlan") is { } vlan ? InterfaceConnectionReader.ReadVlan(vlan) : null;
        network.PortIsolated = cursor.FirstChild("port")?.YesOrNo("isolated");
        NetworkBridgeReader.Read(cursor, network);
        network.Dns = cursor.FirstChild("dns") is { } dns ? NetworkDnsReader.Read(dns, network.Name) : new();
        network.VirtualPort = VirtualPort(cursor, isTypeRequired: true);
        foreach (XmlCursor group in cursor.Children("portgroup"))
        {
            network.PortGroups.Add(PortGroup(group));
        }

        foreach (XmlCursor ip in cursor.Children("ip"))
        {
            network.Ips.Add(NetworkIpReader.Read(ip, network.Name));
        }

        foreach (XmlCursor route in cursor.Children("route"))
        {
            network.Routes.Add(NetworkRouteReader.Read(route, network.Name));
        }

        NetworkForwardReader.Read(cursor, network);
        NetworkRouteReader.CheckGateways(cursor, network);
        NetworkModeRules.Check(cursor, network);
        foreach (XmlCursor options in cursor.Children(Dnsmasq + "options"))
        {
            foreach (XmlCursor option in options.Children(Dnsmasq + "option"))
            {
                network.DnsmasqOptions.Add(option.Text("value") ?? throw option.Refused("No dnsmasq options value specified", RefusalKind.Internal));
            }
        }

        cursor.Finish();
        return network;
    }

    /// <summary>&lt;portgroup&gt;, of a network or of an update of one.</summary>
    internal static NetworkPortGroup PortGroup(XmlCursor cursor) => new()
    {
        Name = cursor.NonEmpty("name") ?? throw cursor.Refused("Missing required name attribute in portgroup"),
        IsDefault = cursor.Text("default") == "yes",
        TrustGuestRxFilters = cursor.YesOrNo("trustGuestRxFilters"),
        VirtualPort = VirtualPort(cursor, isTypeRequired: false),
        Bandwidth = cursor.FirstChild("bandwidth") is { } bandwidth ? NetworkBandwidthReader.Read(bandwidth, takesFloor: false) : null,
        Vlan = cursor.FirstChild("vlan") is { } vlan ? InterfaceConnectionReader.ReadVlan(vlan) : null,
    };

    private static string Name(XmlCursor cursor)
    {
        string name = cursor.FirstChild("name")?.Content is { Length: > 0 } text ? text : throw cursor.Refused("missing name information", RefusalKind.Plain);

        // '/' and line ends are libvirt's; the others would leave the directory too, or a line of some file
        return name.AsSpan().ContainsAny('/', '\n') || name is "." or ".." || name.Any(char.IsControl)
            ? throw cursor.Refused($"invalid char in name: {(name.Contains('/', StringComparison.Ordinal) ? "/" : name)}", RefusalKind.Plain) : name;
    }

    private static Guid? Uuid(XmlCursor cursor)
    {
        if (cursor.FirstChild("uuid")?.Content is not { } text)
        {
            return null;
        }

        try
        {
            return UuidText.Parse(cursor, text);
        }
        catch (DomainException)
        {
            throw cursor.Refused("malformed uuid element", RefusalKind.Internal);
        }
    }

    private static string? NonEmpty(string? text) => text is { Length: > 0 } ? text : null;

    private static string? Title(XmlCursor cursor) => NonEmpty(cursor.FirstChild("title")?.Content) switch
    {
        null => null,
        var title when title.Contains('\n', StringComparison.Ordinal) => throw cursor.Refused("Network title can't contain newlines"),
        var title => title,
    };

    private static NetworkDomain? Domain(XmlCursor cursor, string network)
    {
        var domain = new NetworkDomain(cursor.Text("name"), cursor.YesOrNo("localOnly"), cursor.YesOrNo("register"));
        return domain.Register == true && domain.LocalOnly != true
            ? throw cursor.Refused(
                string.Create(CultureInfo.InvariantCulture, $"attribute 'register=yes' in <domain> element requires 'localOnly=yes' in network {network}"),
                    RefusalKind.Unsupported)
            : domain.Name is null ? null : domain;
    }

    private static VirtualPort? VirtualPort(XmlCursor cursor, bool isTypeRequired) =>
        cursor.FirstChild("virtualport") is { } port ? InterfaceConnectionReader.ReadVirtualPort(port, isTypeRequired, isComplete: false) : null;
}
