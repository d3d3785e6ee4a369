using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;

namespace VirshLite.Conformance;

/// <summary>Networks, their ports and PCI devices of the pretended host.</summary>
internal sealed partial class PretendedHost
{
    /// <summary>Conventional PCI devices among those of <see cref="IommuGroups"/> and beyond.</summary>
    private static readonly HashSet<string> ConventionalDevices =
        ["0000:00:02.0", "0000:06:12.0", "0000:06:12.1", "0000:06:12.2", "0005:90:01.0", "0005:90:01.1", "0005:90:01.2"];

    private static readonly Dictionary<string, uint> IommuGroups = new()
    {
        ["0000:00:00.0"] = 0,
        ["0000:00:01.0"] = 1,
        ["0000:00:02.0"] = 2,
        ["0000:00:03.0"] = 3,
        ["0001:00:00.0"] = 4,
        ["0001:01:00.0"] = 5,
        ["0001:01:00.1"] = 5,
        ["0005:80:00.0"] = 6,
        ["0005:90:01.0"] = 7,
        ["0005:90:01.1"] = 7,
        ["0005:90:01.2"] = 7,
        ["0005:90:01.3"] = 7,
        ["0000:0a:01.0"] = 8,
        ["0000:0a:02.0"] = 8,
        ["0000:0a:03.0"] = 8,
        ["0000:06:12.0"] = 9,
        ["0000:06:12.1"] = 10,
        ["0000:06:12.2"] = 11,
        ["0021:de:1f.0"] = 12,
        ["0021:de:1f.1"] = 13,
        ["0000:01:00.0"] = 14,
        ["0000:02:00.0"] = 15,
        ["0000:03:00.0"] = 16,
    };

    public HostPciDevice? PciDevice(PciAddress address)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}");
        return IommuGroups.TryGetValue(name, out uint group) ? new HostPciDevice(ConventionalDevices.Contains(name), group) : null;
    }

    /// <summary>A network is named "network;port"; the port says what comes of it.</summary>
    public HostNetwork? Network(string name)
    {
        string[] parts = name.Split(';');
        if (folder.Text("networks", parts[0] + ".xml") is not { } xml)
        {
            return null;
        }

        var network = new HostNetwork(NetworkReader.Read(xml), IsActive: true);
        return parts.Length == 2 && folder.Text("network-ports", parts[1] + ".xml") is { } port ? network with { Port = Port(XElement.Parse(port)) } : network;
    }

    private static InterfaceResolution Port(XElement port)
    {
        XElement plug = port.Element("plug")!;
        bool isHostdev = (string?)plug.Attribute("type") == "hostdev-pci";
        return new InterfaceResolution
        {
            Type = (string?)plug.Attribute("type") switch
            {
                "bridge" => InterfaceType.Bridge,
                "hostdev-pci" => InterfaceType.Hostdev,
                _ => InterfaceType.Network,
            },
            Bridge = (string?)plug.Attribute("bridge"),
            Managed = (string?)plug.Attribute("managed") == "yes",
            HostAddress = isHostdev ? HostAddress(plug.Element("address")!) : null,
            TrustGuestRxFilters = (string?)port.Element("rxfilters")?.Attribute("trustGuest") == "yes" ? true : null,
        };
    }

    private static PciAddress HostAddress(XElement address)
    {
        uint Number(string attribute) => Convert.ToUInt32((string?)address.Attribute(attribute) ?? "0", 16);
        return new PciAddress { Domain = Number("domain"), Bus = Number("bus"), Slot = Number("slot"), Function = Number("function") };
    }
}
