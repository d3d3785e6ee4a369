using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>The addresses and ports that guests' connections leave a NAT network with.</summary>
/// <param name="Addresses">As <c>A-B</c>; null = the host's own.</param>
/// <param name="Ports">As <c>P-Q</c>.</param>
public sealed record NatRange(string? Addresses, string Ports)
{
    private const uint LowestPort = 1024;
    private const uint HighestPort = 65535;

    /// <summary>
    /// A network that runs names the ports that its guests' connections leave with, where it lends them addresses of the host (measured.md 12.6).
    /// </summary>
    public static void Spell(VirtualNetwork network)
    {
        if (network is { Forward: NetworkForward.Nat, Nat: null or { PortStart: null or 0, PortEnd: null or 0 } }
            && network.Ips.Exists(i => !i.IsIpv6 || network.Nat?.Ipv6 == true))
        {
            network.Nat = (network.Nat ?? new(null, null, null, null, null)) with { PortStart = LowestPort, PortEnd = HighestPort };
        }
    }

    /// <exception cref="DomainException">The ports are no range.</exception>
    public static NatRange Of(NetworkNat? nat, bool isIpv6)
    {
        uint low = nat?.PortStart ?? 0;
        uint high = nat?.PortEnd ?? 0;
        (low, high) = low == 0 && high == 0 ? (LowestPort, HighestPort) : (low, high);
        string ports = string.Create(CultureInfo.InvariantCulture, $"{low}-{high}");
        return low < high
            ? new(nat?.AddressStart is { } start && start.IsIpv6() == isIpv6
                ? (start.Equals(nat.AddressEnd) ? start.ToString() : $"{start}-{nat.AddressEnd}") : null, ports)
            : throw DomainException.Internal($"Invalid port range '{ports}'.");
    }
}
