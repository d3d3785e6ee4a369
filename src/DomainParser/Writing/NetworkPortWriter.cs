using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary><see cref="NetworkPort"/> to XML in libvirt's order (networks.md 7).</summary>
public static class NetworkPortWriter
{
    public static string Write(NetworkPort port)
    {
        var xml = new XmlOutput();
        Write(xml, port);
        return xml.ToString();
    }

    public static void Write(XmlOutput xml, NetworkPort port)
    {
        xml.Open("networkport").Element("uuid", port.Uuid.ToString("D"));
        xml.Open("owner").Element("name", port.OwnerName).Element("uuid", port.OwnerUuid.ToString("D")).Close();
        xml.Element("group", port.Group);
        xml.Open("mac").Attr("address", port.Mac).Close();
        InterfaceConnectionWriter.WriteVirtualPort(xml, port.VirtualPort);
        if (port.Bandwidth is not null)
        {
            InterfaceConnectionWriter.WriteBandwidth(xml, port.Bandwidth, port.ClassId);
        }

        InterfaceConnectionWriter.WriteVlan(xml, port.Vlan);
        if (port.Isolated is not null)
        {
            xml.Open("port").YesNo("isolated", port.Isolated).Close();
        }

        if (port.TrustGuestRxFilters is not null)
        {
            xml.Open("rxfilters").YesNo("trustGuest", port.TrustGuestRxFilters).Close();
        }

        WritePlug(xml, port.Plug);
        xml.Close();
    }

    private static void WritePlug(XmlOutput xml, NetworkPlug? plug)
    {
        switch (plug)
        {
            case NetworkBridgePlug bridge:
                xml.Open("plug").Attr("type", bridge.IsOwn ? "network" : "bridge").Attr("bridge", bridge.Bridge).Attr("macTableManager", bridge.MacTableManager)
                    .Close();
                break;
            case NetworkDirectPlug direct:
                xml.Open("plug").Attr("type", "direct").Attr("dev", direct.Device).Attr("mode", direct.Mode).Close();
                break;
            case NetworkHostdevPlug hostdev:
                xml.Open("plug").Attr("type", "hostdev-pci").YesNo("managed", hostdev.Managed);
                if ((hostdev.Driver ?? hostdev.Model) is not null)
                {
                    xml.Open("driver").Attr("name", hostdev.Driver).Attr("model", hostdev.Model).Close();
                }

                NetworkForwardWriter.WritePci(xml.Open("address"), hostdev.Address).Close();
                xml.Close();
                break;
        }
    }
}
