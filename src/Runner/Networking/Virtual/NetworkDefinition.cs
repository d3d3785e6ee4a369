using System.Net;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>A libvirt network as its XML defines it (formatnetwork): what an interface depends on, and what it takes to bring it up.</summary>
public sealed class NetworkDefinition
{
    public required VirtualNetwork Connection { get; init; }

    /// <summary>The XML it was read from, root &lt;network&gt;.</summary>
    public required XElement Xml { get; init; }

    public string Name => Connection.Name;

    public NetworkForward Forward => Connection.Forward;

    public Guid? Uuid { get; set; }

    /// <summary>&lt;network ipv6='yes'&gt;: guests may speak IPv6 with each other though the network has no IPv6 address.</summary>
    public bool Ipv6BetweenGuests { get; set; }

    /// <summary>The bridge's own MAC; null = one of libvirt's 52:54:00 is made up.</summary>
    public string? Mac { get; set; }

    public uint? Mtu { get; set; }

    public bool Stp { get; set; } = true;

    /// <summary>&lt;bridge delay=&gt; in seconds.</summary>
    public decimal DelaySeconds { get; set; }

    public string? Domain { get; set; }

    /// <summary>&lt;domain localOnly='yes'&gt;: names of the domain are never asked of other servers.</summary>
    public bool DomainLocalOnly { get; set; }

    public NetworkNat Nat { get; set; } = new();

    public NetworkDns Dns { get; set; } = new();

    public List<NetworkIp> Ips { get; } = [];

    public List<NetworkRoute> Routes { get; } = [];

    public Bandwidth? Bandwidth { get; set; }

    /// <summary>&lt;dnsmasq:option value=&gt;: lines for dnsmasq as they are.</summary>
    public List<string> DnsmasqOptions { get; } = [];

    /// <summary>The device that forwarding is confined to; null = any.</summary>
    public string? ForwardDevice => Connection.Devices.Count > 0 ? Connection.Devices[0] : null;

    /// <summary>Whether starting it makes a bridge; the other networks use what is there already.</summary>
    public bool HasOwnBridge => Forward is NetworkForward.None or NetworkForward.Nat or NetworkForward.Route or NetworkForward.Open;

    public bool HasDhcp => Ips.Exists(i => i.Dhcp is { HasAnything: true });

    /// <summary>dnsmasq runs where there is an address that somebody could ask, and something to ask for.</summary>
    public bool NeedsDnsmasq => HasOwnBridge && Ips.Count > 0 && (HasDhcp || Dns.Enabled || Ips.Exists(i => i.TftpRoot is not null || i.IsIpv6));
}

/// <summary>&lt;forward&gt;&lt;nat&gt;: the ports and addresses that guests' connections leave with.</summary>
public sealed record NetworkNat(ushort PortStart = 1024, ushort PortEnd = 65535, IPAddress? AddressStart = null, IPAddress? AddressEnd = null, bool Ipv6 = false);

/// <summary>&lt;route&gt;: a way to another network through a guest of this one.</summary>
public sealed record NetworkRoute(IPAddress Address, int Prefix, IPAddress Gateway, uint? Metric);

/// <summary>&lt;dns&gt;: what the network's dnsmasq answers by itself, and whom it asks for the rest.</summary>
public sealed class NetworkDns
{
    public bool Enabled { get; set; } = true;

    /// <summary>false: names without a dot are not asked of other servers.</summary>
    public bool ForwardPlainNames { get; set; } = true;

    public List<NetworkForwarder> Forwarders { get; } = [];

    public List<(string Name, string? Value)> Texts { get; } = [];

    public List<NetworkService> Services { get; } = [];

    public List<(IPAddress Address, IReadOnlyList<string> Names)> Hosts { get; } = [];
}

/// <summary>&lt;forwarder&gt;: the server for a domain, or for everything; without address the domain stays here.</summary>
public sealed record NetworkForwarder(string? Domain, IPAddress? Address);

/// <summary>&lt;srv&gt;: a service record; without target the service is said not to be there.</summary>
public sealed record NetworkService(string Service, string Protocol, string? Domain, string? Target, uint? Port, uint? Priority, uint? Weight);

/// <summary>&lt;ip&gt;: an address of the bridge and what is served on it.</summary>
public sealed class NetworkIp
{
    public required IPAddress Address { get; init; }

    public required int Prefix { get; init; }

    public bool IsIpv6 => Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;

    /// <summary>localPtr='yes': reverse look-ups of these addresses are answered here only.</summary>
    public bool LocalPtr { get; set; }

    public string? TftpRoot { get; set; }

    public NetworkDhcp? Dhcp { get; set; }

    /// <summary>As <c>192.168.122.0/24</c>.</summary>
    public string Network => $"{IpMath.Network(Address, Prefix)}/{Prefix}";
}

/// <summary>&lt;dhcp&gt; of one address: who gets which, and what is booted.</summary>
public sealed class NetworkDhcp
{
    public List<DhcpRange> Ranges { get; } = [];

    public List<DhcpHost> Hosts { get; } = [];

    public string? BootFile { get; set; }

    public string? BootServer { get; set; }

    public bool HasAnything => Ranges.Count > 0 || Hosts.Count > 0;
}

/// <summary>&lt;range&gt;; the lease as dnsmasq writes it: 45s, 30m, 1h or infinite.</summary>
public sealed record DhcpRange(IPAddress Start, IPAddress End, string? Lease);

/// <summary>&lt;host&gt; of a &lt;dhcp&gt;; known by MAC, DHCPv6 identifier or name.</summary>
public sealed record DhcpHost(string? Mac, string? Id, string? Name, IPAddress? Address, string? Lease);
