using System.Globalization;
using System.Net;

namespace VirshLite.DomainParser.Model;

/// <summary>Address and network as &lt;ip&gt; and &lt;route&gt; write them: with a netmask, a prefix, or the old class of the address.</summary>
public record NetworkPlace(string? Family, IPAddress Address, IPAddress? Netmask, uint? WrittenPrefix)
{
    public bool IsIpv6 => Address.IsIpv6();

    /// <summary>The number of leading bits that are the network's; without netmask and prefix by the class of IPv4, 64 for IPv6.</summary>
    public virtual int Prefix => WrittenPrefix is { } prefix ? (int)prefix
        : Netmask is { } mask ? IpMath.PrefixOf(mask) ?? 0
        : IsIpv6 ? 64 : IpMath.ClassPrefix(Address);

    /// <summary>A netmask whose bits do not stand together: no number of leading bits says the same.</summary>
    public bool HasOddNetmask => Netmask is { } mask && IpMath.PrefixOf(mask) is null;

    /// <summary>As <c>192.168.122.0/24</c>.</summary>
    public string Network => string.Create(CultureInfo.InvariantCulture, $"{IpMath.Network(Address, Prefix)}/{Prefix}");
}

/// <summary>&lt;ip&gt;: an address of the bridge and what is served on it.</summary>
public sealed record NetworkIp(string? Family, IPAddress Address, IPAddress? Netmask, uint? WrittenPrefix)
    : NetworkPlace(Family, Address, Netmask, WrittenPrefix)
{
    /// <summary>localPtr='yes': reverse look-ups of these addresses are answered here only.</summary>
    public bool? LocalPtr { get; init; }

    public string? TftpRoot { get; init; }

    public List<DhcpRange> Ranges { get; init; } = [];

    public List<DhcpHost> Hosts { get; init; } = [];

    public NetworkBoot? Boot { get; init; }

    /// <summary>A boot file alone is none.</summary>
    public bool HasDhcp => Ranges.Count > 0 || Hosts.Count > 0;
}

/// <summary>&lt;route&gt;: a way to another network through a guest of this one.</summary>
public sealed record NetworkRoute(string? Family, IPAddress Address, IPAddress? Netmask, uint? WrittenPrefix, IPAddress Gateway, uint? Metric)
    : NetworkPlace(Family, Address, Netmask, WrittenPrefix)
{
    /// <summary>Without netmask and prefix it is the way to everywhere, of which nothing is the network's.</summary>
    public override int Prefix => WrittenPrefix is null && Netmask is null ? 0 : base.Prefix;
}

/// <summary>&lt;range&gt; of addresses, both ends included.</summary>
public sealed record DhcpRange(IPAddress Start, IPAddress End, NetworkLease? Lease);

/// <summary>&lt;host&gt; of a &lt;dhcp&gt;; known by MAC, DHCPv6 identifier or name. The MAC as it was written.</summary>
public sealed record DhcpHost(string? Mac, string? Id, string? Name, IPAddress? Address, NetworkLease? Lease);

/// <summary>&lt;lease&gt;: how long an address stays with a guest; 0 = for ever. The unit is seconds, minutes or hours.</summary>
public sealed record NetworkLease(ulong Expiry, string Unit);

/// <summary>&lt;bootp&gt;: what guests boot, from another server where one is named.</summary>
public sealed record NetworkBoot(string File, string? Server);
