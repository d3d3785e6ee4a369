using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>What a network must be beyond its XML to be defined or created (networks.md 2.3).</summary>
public static class NetworkDefinitionRules
{
    /// <param name="network">The network.</param>
    /// <param name="isVirtualFunction">Whether the host has such a function, and it is a virtual one.</param>
    /// <exception cref="DomainException">It cannot be.</exception>
    public static void Check(VirtualNetwork network, Func<PciAddress, bool> isVirtualFunction)
    {
        if (Refusal(network, isVirtualFunction) is { } refusal)
        {
            throw DomainException.Unsupported(refusal);
        }
    }

    private static string? Refusal(VirtualNetwork network, Func<PciAddress, bool> isVirtualFunction) =>
        (network.HasOwnBridge ? null : WithoutBridge(network))
        ?? Pool(network, isVirtualFunction)
        ?? Dhcp(network)
        ?? PortGroups(network)
        ?? Vlans(network);

    private static string? WithoutBridge(VirtualNetwork network)
    {
        string name = network.Name;
        string mode = NetworkForward.Names[network.Forward];
        string? element = network.Mac is not null ? "<mac>"
            : network.Ips.Count > 0 ? "<ip>"
            : network.Dns.Texts.Count > 0 || network.Dns.Hosts.Count > 0 || network.Dns.Services.Count > 0 ? "<dns>"
            : network.Domain is not null ? "<domain>"
            : null;
        if (element is not null)
        {
            return $"Unsupported {element} element in network {name} with forward mode='{mode}'";
        }

        if (network.Forward == NetworkForward.Bridge && network.Bridge is not null)
        {
            return null;
        }

        NetworkPortGroup? group = network.PortGroups.Find(g => g.Bandwidth is not null);
        return network.Bandwidth is not null ? $"Unsupported network-wide <bandwidth> element in network {name} with forward mode='{mode}'"
            : group is not null ? $"Unsupported <bandwidth> element in network '{name}' in portgroup '{group.Name}' with forward mode='{mode}'"
            : null;
    }

    private static string? Pool(VirtualNetwork network, Func<PciAddress, bool> isVirtualFunction)
    {
        string name = network.Name;
        string mode = NetworkForward.Names[network.Forward];
        if (network.Forward == NetworkForward.Hostdev && network.Devices.Count > 0)
        {
            return $"hostdev network '{name}' lists '{network.Devices[0]}' in the device pool, but hostdev networks require all devices to be listed by PCI "
                + "address, not network device name";
        }

        if (network.Forward != NetworkForward.Hostdev && network.HostAddresses.Count > 0)
        {
            return $"network '{name}' has forward mode '{mode}' but lists a device by PCI address in the device pool. This is only supported for networks "
                + "with forward mode 'hostdev'";
        }

        PciAddress? wrong = network.HostAddresses.Find(a => !isVirtualFunction(a));
        return wrong is null ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"device '/sys/bus/pci/devices/{wrong.Domain:x4}:{wrong.Bus:x2}:{wrong.Slot:x2}.{wrong.Function:x}' in network '{name}' is not an SR-IOV Virtual "
            + $"Function");
    }

    private static string? Dhcp(VirtualNetwork network)
    {
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            if (network.Ips.Count(i => i.IsIpv6 == isIpv6 && i.HasDhcp) > 1)
            {
                string family = isIpv6 ? "IPv6" : "IPv4";
                return $"Multiple {family} dhcp sections found -- dhcp is supported only for a single {family} address on each network";
            }
        }

        return null;
    }

    private static string? PortGroups(VirtualNetwork network)
    {
        List<NetworkPortGroup> defaults = network.PortGroups.FindAll(g => g.IsDefault);
        string? twice = network.PortGroups.GroupBy(g => g.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is not null ? $"multiple <portgroup> elements with the same name ({twice}) in network '{network.Name}'"
            : defaults.Count > 1
                ? $"network '{network.Name}' has multiple default <portgroup> elements ({defaults[0].Name} and {defaults[1].Name}), but only one default is "
                    + "allowed"
            : null;
    }

    /// <summary>VLANs are for what can keep them apart: functions, macvtap of a whole device, Open vSwitch, and bridges of the host.</summary>
    private static string? Vlans(VirtualNetwork network)
    {
        bool hasVlan = (network.Vlan is not null && !Allows(network.VirtualPort))
            || network.PortGroups.Exists(g => g.Vlan is not null && !Allows(g.VirtualPort ?? network.VirtualPort));
        return hasVlan ? $"<vlan> element specified for network {network.Name}, whose type doesn't support vlan configuration" : null;

        bool Allows(VirtualPort? port) => network.Forward is NetworkForward.Hostdev or NetworkForward.Passthrough
            || (network.Forward == NetworkForward.Bridge && (port is null || port.Type == "openvswitch"));
    }
}
