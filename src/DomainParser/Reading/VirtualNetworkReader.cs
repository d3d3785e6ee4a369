using System.Xml;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>libvirt network XML to <see cref="VirtualNetwork"/>. Everything that no interface depends on (addresses, DNS, DHCP …) is read over.</summary>
public static class VirtualNetworkReader
{
    /// <exception cref="DomainException">The text is no well-formed network XML.</exception>
    public static VirtualNetwork Read(string xml)
    {
        XElement root = XmlSource.LoadRoot(xml, new ReadingOptions { FileName = "network XML" });

        // live XML has the definition inside <networkstatus>
        if (root.Name == "networkstatus" && root.Element("network") is { } inner)
        {
            root = inner;
        }

        return Read(new XmlCursor(root, new ReadingContext(new ReadingOptions())));
    }

    /// <summary>The same from an element under reading; a stricter reader asks it for the rest.</summary>
    public static VirtualNetwork Read(XmlCursor cursor)
    {
        if (cursor.Name != "network")
        {
            throw cursor.Error($"the root element is <{cursor.Name}>; <network> would be right");
        }

        var network = new VirtualNetwork
        {
            Name = cursor.ChildText("name") ?? "",
            TrustGuestRxFilters = cursor.YesNo("trustGuestRxFilters"),
            PortIsolated = cursor.FirstChild("port")?.YesNo("isolated"),
            Vlan = cursor.FirstChild("vlan") is { } vlan ? InterfaceConnectionReader.ReadVlan(vlan) : null,
            VirtualPort = VirtualPort(cursor),
        };
        if (cursor.FirstChild("bridge") is { } bridge)
        {
            network.Bridge = bridge.NonEmpty("name");
            network.MacTableManagerLibvirt = bridge.Text("macTableManager") == "libvirt";
        }

        if (cursor.FirstChild("forward") is { } forward)
        {
            ReadForward(forward, network);
        }

        foreach (XmlCursor group in cursor.Children("portgroup"))
        {
            network.PortGroups.Add(new NetworkPortGroup
            {
                Name = group.Text("name") ?? "",
                IsDefault = group.YesNo("default") == true,
                TrustGuestRxFilters = group.YesNo("trustGuestRxFilters"),
                Vlan = group.FirstChild("vlan") is { } groupVlan ? InterfaceConnectionReader.ReadVlan(groupVlan) : null,
                VirtualPort = VirtualPort(group),
                Bandwidth = group.FirstChild("bandwidth") is { } bandwidth ? InterfaceConnectionReader.ReadBandwidth(bandwidth) : null,
            });
        }

        return network;
    }

    private static void ReadForward(XmlCursor forward, VirtualNetwork network)
    {
        network.Forward = forward.Enum("mode", NetworkForwardNames.All) ?? NetworkForward.Nat;
        network.Managed = forward.YesNo("managed") == true;
        network.HostdevDriver = forward.FirstChild("driver")?.NonEmpty("name");
        network.PhysicalFunction = forward.FirstChild("pf")?.NonEmpty("dev");
        string? first = forward.NonEmpty("dev");
        foreach (XmlCursor device in forward.Children("interface"))
        {
            if (device.NonEmpty("dev") is { } name)
            {
                network.Devices.Add(name);
            }
        }

        if (network.Devices.Count == 0 && first is not null)
        {
            network.Devices.Add(first);
        }

        foreach (XmlCursor address in forward.Children("address"))
        {
            network.HostAddresses.Add(DeviceAddressReader.ReadHostPci(address));
        }
    }

    private static VirtualPort? VirtualPort(XmlCursor cursor) =>
        cursor.FirstChild("virtualport") is { } port ? InterfaceConnectionReader.ReadVirtualPort(port, isTypeRequired: false, isComplete: false) : null;
}
