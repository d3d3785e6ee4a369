using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;forward&gt; of a network; the device attribute is always that of the first interface.</summary>
internal static class NetworkForwardWriter
{
    public static void Write(XmlOutput xml, VirtualNetwork network, NetworkWriting writing)
    {
        if (network.Forward == NetworkForward.None)
        {
            return;
        }

        xml.Open("forward").Attr("dev", network.PhysicalFunction is null ? network.ForwardDevice : null).Attr("mode", NetworkForward.Names[network.Forward]);
        if (network.Forward == NetworkForward.Hostdev)
        {
            xml.Attr("managed", network.Managed ? "yes" : "no");
        }

        if ((network.HostdevDriver ?? network.HostdevModel) is not null)
        {
            xml.Open("driver").Attr("name", network.HostdevDriver).Attr("model", network.HostdevModel).Close();
        }

        WriteNat(xml, network.Nat);
        if (network.PhysicalFunction is { } card)
        {
            xml.Open("pf").Attr("dev", card).Close();
        }

        if (network.PhysicalFunction is null || !writing.IsInactive)
        {
            WriteDevices(xml, network, writing);
        }

        xml.Close();
    }

    private static void WriteDevices(XmlOutput xml, VirtualNetwork network, NetworkWriting writing)
    {
        foreach (string device in network.Devices)
        {
            int uses = writing.IsInactive ? 0 : writing.DeviceConnections?.GetValueOrDefault(device) ?? 0;
            xml.Open("interface").Attr("dev", device).Attr("connections", uses > 0 ? uses : null).Close();
        }

        foreach (PciAddress address in network.HostAddresses)
        {
            WritePci(xml.Open("address").Attr("type", "pci"), address).Close();
        }
    }

    internal static XmlOutput WritePci(XmlOutput xml, PciAddress address) =>
        xml.Hex("domain", address.Domain, 4).Hex("bus", address.Bus, 2).Hex("slot", address.Slot, 2).Hex("function", address.Function, 1);

    private static void WriteNat(XmlOutput xml, NetworkNat? nat)
    {
        if (nat is null)
        {
            return;
        }

        if (nat is { Ipv6: null, AddressStart: null, PortStart: null or 0, PortEnd: null or 0 })
        {
            return;
        }

        xml.Open("nat").YesNo("ipv6", nat.Ipv6);
        if (nat.AddressStart is { } start)
        {
            xml.Open("address").Attr("start", start.ToString()).Attr("end", nat.AddressEnd?.ToString()).Close();
        }

        if (nat.PortStart > 0 || nat.PortEnd > 0)
        {
            xml.Open("port").Attr("start", nat.PortStart).Attr("end", nat.PortEnd).Close();
        }

        xml.Close();
    }
}
