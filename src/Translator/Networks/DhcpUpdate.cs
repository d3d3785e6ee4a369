using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Translator.Networks;

/// <summary>Updates of DHCP hosts and ranges.</summary>
internal static class DhcpUpdate
{
    public static void Host(VirtualNetwork network, NetworkUpdate update)
    {
        NetworkSectionReader element = update.Open("host", network.Name);
        NetworkIp ip = Parent(network, update);
        DhcpHost host = element.DhcpHost(ip.IsIpv6, update.Command == NetworkUpdateCommand.Delete);
        if (update.Command != NetworkUpdateCommand.Delete && host.Address?.AddressFamily != ip.Address.AddressFamily)
        {
            throw DomainException.Operation(
                "the address family of a host entry IP must match the address family of the dhcp element's parent");
        }

        string mac = host.Mac ?? "unknown";
        string name = host.Name ?? "(null)";
        int at = ip.Hosts.FindIndex(h => Same(h.Mac, host.Mac) || (host.Address is { } a && a.Equals(h.Address)) || (host.Name is { } n && n == h.Name));
        switch (update.Command)
        {
            case NetworkUpdateCommand.Modify:
                ip.Hosts[at >= 0
                    ? at
                    : throw DomainException.Operation(
                        $"couldn't locate an existing dhcp host entry with \"mac='{mac}'\" \"name='{name}'\" \"ip='{host.Address}'\" in network "
                        + $"'{network.Name}'")] = host;
                break;
            case NetworkUpdateCommand.Delete:
                int found = ip.Hosts.FindIndex(h =>
                    (host.Mac is null || h.Mac is null || Same(h.Mac, host.Mac)) && (host.Name is null || host.Name == h.Name)
                        && (host.Address is null || host.Address.Equals(h.Address))
                    && (host.Id is null || host.Id == h.Id));
                ip.Hosts.RemoveAt(found >= 0 ? found : throw DomainException.Operation(
                    $"couldn't locate a matching dhcp host entry in network '{network.Name}'"));
                break;
            default:
                if (at >= 0)
                {
                    throw DomainException.Operation(
                        $"there is an existing dhcp host entry in network '{network.Name}' that matches \"<host mac='{mac}' name='{name}' "
                        + $"ip='{host.Address}'/>\"");
                }

                RefuseSecond(network, ip);
                update.Add(ip.Hosts, host);
                break;
        }
    }

    public static void Range(VirtualNetwork network, NetworkUpdate update)
    {
        NetworkSectionReader element = update.Open("range", network.Name);
        NetworkIp ip = Parent(network, update);
        update.RefuseModify("dhcp ranges");
        DhcpRange range = element.DhcpRange(ip);
        int at = ip.Ranges.FindIndex(r => r.Start.Equals(range.Start) && r.End.Equals(range.End));
        if (update.Command == NetworkUpdateCommand.Delete)
        {
            ip.Ranges.RemoveAt(at >= 0 ? at : throw DomainException.Operation($"couldn't locate a matching dhcp range entry in network '{network.Name}'"));
            return;
        }

        if (at >= 0)
        {
            throw DomainException.Operation(
                $"there is an existing dhcp range entry in network '{network.Name}' that matches \"<range start='{range.Start}' end='{range.End}'/>\"");
        }

        RefuseSecond(network, ip);
        update.Add(ip.Ranges, range);
    }

    /// <summary>The &lt;ip&gt; that is meant; where there is none, libvirt speaks of a host entry for ranges too.</summary>
    private static NetworkIp Parent(VirtualNetwork network, NetworkUpdate update)
    {
        if (update.ParentIndex >= 0)
        {
            return update.ParentIndex < network.Ips.Count
                ? network.Ips[update.ParentIndex]
                : throw DomainException.Operation(
                    $"couldn't update dhcp host entry - no <ip> element found at index {update.ParentIndex} in network '{network.Name}'");
        }

        return network.Ips.Find(i => i.HasDhcp) ?? network.Ips.Find(i => !i.IsIpv6) ?? network.Ips.Find(i => i.IsIpv6)
            ?? throw DomainException.Operation($"couldn't update dhcp host entry - no <ip> element found in network '{network.Name}'");
    }

    private static void RefuseSecond(VirtualNetwork network, NetworkIp ip)
    {
        if (network.Ips.Exists(i => !ReferenceEquals(i, ip) && i.IsIpv6 == ip.IsIpv6 && i.HasDhcp))
        {
            throw DomainException.Operation($"dhcp is supported only for a single {(ip.IsIpv6 ? "IPv6" : "IPv4")} address on each network");
        }
    }

    private static bool Same(string? one, string? other) => one is not null && other is not null && MacText.Same(one, other);
}
