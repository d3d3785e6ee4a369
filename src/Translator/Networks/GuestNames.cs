using System.Net;
using System.Net.Sockets;

namespace VirshLite.Translator.Networks;

/// <summary>
/// What a guest's name resolves to, as libvirt's modules for the name service find it (networks.md 4.4): latest expiry first, endless leases last.
/// </summary>
internal static class GuestNames
{
    /// <summary>By the host name that a guest gave to DHCP.</summary>
    /// <param name="leases">Those of all networks.</param>
    /// <param name="family">null = IPv4, and IPv6 where there is none.</param>
    public static IReadOnlyList<IPAddress> ByHostname(IEnumerable<DhcpLease> leases, string host, AddressFamily? family, long now) =>
        Addresses(leases.Where(l => string.Equals(l.Hostname, host, StringComparison.OrdinalIgnoreCase)), family, now);

    /// <summary>By the name of the guest itself.</summary>
    /// <inheritdoc cref="ByHostname"/>
    public static IReadOnlyList<IPAddress> ByGuest(IEnumerable<DhcpLease> leases, IEnumerable<MacMap> maps, string guest, AddressFamily? family, long now)
    {
        HashSet<string> macs = [.. maps.SelectMany(m => m.Of(guest))];
        return Addresses(leases.Where(l => l.Mac is { } mac && macs.Contains(mac)), family, now);
    }

    private static List<IPAddress> Addresses(IEnumerable<DhcpLease> leases, AddressFamily? family, long now)
    {
        List<DhcpLease> live = [.. leases.Where(l => !l.HasExpired(now)).OrderByDescending(l => l.Expiry)];
        AddressFamily wanted = family ?? (live.Exists(l => l.Address.AddressFamily == AddressFamily.InterNetwork)
            ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);
        return [.. live.Where(l => l.Address.AddressFamily == wanted).Select(l => l.Address).Distinct()];
    }
}
