using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>A lease as people are told of it, with the prefix of its network.</summary>
public sealed record NetworkLeaseLine(DhcpLease Lease, uint Prefix)
{
    public bool IsIpv6 => Lease.Iaid is not null;
}

/// <summary>The addresses that networks have given out: ours and libvirt's stand in one place (networks.md 4.3).</summary>
public static class NetworkLeases
{
    /// <summary>Those that have not expired, by MAC, then by address.</summary>
    /// <param name="mac">null = of all.</param>
    /// <param name="now">Seconds of Unix time.</param>
    public static IReadOnlyList<NetworkLeaseLine> Of(NetworkRecord record, string? mac, long now)
    {
        VirtualNetwork network = NetworkReader.Read(NetworkStore.Text(record));
        if (network.Bridge is not { } bridge || NetworkPaths.Leases(NetworkPaths.LibvirtDnsmasq, bridge) is var file && !File.Exists(file))
        {
            return [];
        }

        return
        [
            .. LeaseFile.Read(File.ReadAllText(file))
                .Where(l => !l.HasExpired(now) && (mac is null || (l.Mac is { } own && MacText.Same(own, mac))))
                .Select(l => new NetworkLeaseLine(l, Prefix(network, l.Iaid is not null)))
                .OrderBy(l => l.Lease.Mac, StringComparer.Ordinal).ThenBy(l => l.Lease.Address.ToString(), StringComparer.Ordinal),
        ];
    }

    private static uint Prefix(VirtualNetwork network, bool isIpv6) =>
        network.Ips.Find(i => i.IsIpv6 == isIpv6) is not { } ip ? 0 : isIpv6 ? ip.WrittenPrefix ?? 0 : (uint)ip.Prefix;
}
