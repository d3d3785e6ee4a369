using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>How a network is printed.</summary>
/// <param name="IsInactive">The definition: functions that a card was expanded into are left out.</param>
/// <param name="Connections">How many interfaces use it; printed where there are any.</param>
/// <param name="DeviceConnections">The same for each device of its pool.</param>
public sealed record NetworkWriting(bool IsInactive = false, int Connections = 0, IReadOnlyDictionary<string, int>? DeviceConnections = null);

/// <summary><see cref="VirtualNetwork"/> to XML in libvirt's order and layout (networks.md 2.1).</summary>
public static class NetworkWriter
{
    public static string Write(VirtualNetwork network, NetworkWriting? writing = null)
    {
        var xml = new XmlOutput();
        Write(xml, network, writing ?? new());
        return xml.ToString();
    }

    public static void Write(XmlOutput xml, VirtualNetwork network, NetworkWriting writing)
    {
        xml.Open("network").Attr("xmlns:dnsmasq", network.DnsmasqOptions.Count > 0 ? "http://libvirt.org/schemas/network/dnsmasq/1.0" : null)
            .Attr("connections", writing is { IsInactive: false, Connections: > 0 } ? writing.Connections : null)
            .Attr("ipv6", network.Ipv6BetweenGuests ? "yes" : null)
            .YesNo("trustGuestRxFilters", network.TrustGuestRxFilters);
        xml.Element("name", network.Name).Element("uuid", network.Uuid?.ToString("D")).Element("title", network.Title)
            .Element("description", network.Description);
        if (network.MetadataXml is { } metadata)
        {
            xml.Raw(metadata, indent: false);
        }

        NetworkForwardWriter.Write(xml, network, writing);
        WriteBridge(xml, network);
        if (network.Mtu is { } mtu)
        {
            xml.Open("mtu").Attr("size", mtu).Close();
        }

        if (network.Mac is { } mac)
        {
            xml.Open("mac").Attr("address", mac).Close();
        }

        if (network.Domain is { } domain)
        {
            xml.Open("domain").Attr("name", domain.Name).YesNo("localOnly", domain.LocalOnly).YesNo("register", domain.Register).Close();
        }

        NetworkDnsWriter.Write(xml, network.Dns);
        InterfaceConnectionWriter.WriteVlan(xml, network.Vlan);
        InterfaceConnectionWriter.WriteBandwidth(xml, network.Bandwidth);
        if (network.PortIsolated is not null)
        {
            xml.Open("port").YesNo("isolated", network.PortIsolated).Close();
        }

        foreach (NetworkIp ip in network.Ips)
        {
            NetworkIpWriter.Write(xml, ip);
        }

        foreach (NetworkRoute route in network.Routes)
        {
            NetworkIpWriter.WritePlace(xml.Open("route"), route).Attr("gateway", route.Gateway.ToString()).Attr("metric", route.Metric).Close();
        }

        InterfaceConnectionWriter.WriteVirtualPort(xml, network.VirtualPort);
        foreach (NetworkPortGroup group in network.PortGroups)
        {
            xml.Open("portgroup").Attr("name", group.Name).Attr("default", group.IsDefault ? "yes" : null)
                .YesNo("trustGuestRxFilters", group.TrustGuestRxFilters).EndStart();
            InterfaceConnectionWriter.WriteVlan(xml, group.Vlan);
            InterfaceConnectionWriter.WriteVirtualPort(xml, group.VirtualPort);
            InterfaceConnectionWriter.WriteBandwidth(xml, group.Bandwidth);
            xml.Close();
        }

        WriteDnsmasqOptions(xml, network.DnsmasqOptions);
        xml.Close();
    }

    private static void WriteBridge(XmlOutput xml, VirtualNetwork network)
    {
        if (network.HasOwnBridge)
        {
            xml.Open("bridge").Attr("name", network.Bridge).Attr("zone", network.Zone).OnOff("stp", network.Stp).Attr("delay", network.DelaySeconds)
                .Attr("macTableManager", network.MacTableManager).Close();
        }
        else if ((network.Bridge ?? network.MacTableManager) is not null)
        {
            xml.Open("bridge").Attr("name", network.Bridge).Attr("macTableManager", network.MacTableManager).Close();
        }
    }

    private static void WriteDnsmasqOptions(XmlOutput xml, List<string> options)
    {
        if (options.Count == 0)
        {
            return;
        }

        xml.Open("dnsmasq:options");
        foreach (string option in options)
        {
            xml.Open("dnsmasq:option").Attr("value", option).Close();
        }

        xml.Close();
    }
}
