using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;actual&gt; of an interface; only a guest's status has it, and only where a network stands behind the interface (host-takeover.md 5).</summary>
internal static class InterfaceActualWriter
{
    public static void Write(XmlOutput xml, Interface nic)
    {
        if (!xml.IsStatus || nic.Resolution is not { } actual || nic.Type != InterfaceType.Network)
        {
            return;
        }

        xml.Open("actual").Attr("type", InterfaceType.Names[actual.Type]).YesNo("managed", actual.Managed ? true : null)
            .YesNo("trustGuestRxFilters", actual.TrustGuestRxFilters);
        xml.Group("driver", x => x.Attr("name", actual.HostdevDriver));
        xml.Group("source", x =>
        {
            x.Attr("bridge", actual.Bridge).Attr("macTableManager", actual.MacTableManagerLibvirt ? "libvirt" : null).Attr("dev", actual.Device);
            x.Attr("mode", actual.Type == InterfaceType.Direct ? DirectMode.Names[actual.DirectMode] : null);
            if (actual.HostAddress is { } address)
            {
                DeviceAddressWriter.Write(x, address);
            }
        });
        InterfaceConnectionWriter.WriteVlan(xml, actual.Vlan);
        InterfaceConnectionWriter.WriteVirtualPort(xml, actual.VirtualPort);
        InterfaceConnectionWriter.WriteBandwidth(xml, actual.Bandwidth, actual.BandwidthClass);
        if (actual.PortIsolated is { } isolated)
        {
            xml.Open("port").YesNo("isolated", isolated).Close();
        }

        xml.Close();
    }
}
