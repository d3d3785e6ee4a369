namespace VirshLite.DomainParser.Model;

/// <summary>A libvirt network as its XML defines it (formatnetwork; networks.md 2).</summary>
public sealed class VirtualNetwork
{
    public string Name { get; set; } = "";

    public Guid? Uuid { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    /// <summary>The metadata element as it was written, ready to be put out again.</summary>
    public string? MetadataXml { get; set; }

    /// <summary>&lt;network ipv6='yes'&gt;: guests may speak IPv6 with each other though the network has no IPv6 address.</summary>
    public bool Ipv6BetweenGuests { get; set; }

    public bool? TrustGuestRxFilters { get; set; }

    public NetworkForward Forward { get; set; }

    /// <summary>&lt;forward managed=&gt;.</summary>
    public bool Managed { get; set; }

    /// <summary>&lt;forward&gt;&lt;driver name=&gt;.</summary>
    public string? HostdevDriver { get; set; }

    /// <summary>&lt;forward&gt;&lt;driver model=&gt;.</summary>
    public string? HostdevModel { get; set; }

    /// <summary>&lt;forward&gt;&lt;interface dev=&gt;.</summary>
    public List<string> Devices { get; } = [];

    /// <summary>&lt;forward&gt;&lt;address type='pci'&gt;.</summary>
    public List<PciAddress> HostAddresses { get; } = [];

    /// <summary>&lt;forward&gt;&lt;pf dev=&gt;: a network card whose virtual functions are the pool.</summary>
    public string? PhysicalFunction { get; set; }

    /// <summary>&lt;forward&gt;&lt;nat&gt;.</summary>
    public NetworkNat? Nat { get; set; }

    /// <summary>&lt;bridge name=&gt;.</summary>
    public string? Bridge { get; set; }

    /// <summary>&lt;bridge zone=&gt;: firewalld's zone of the bridge.</summary>
    public string? Zone { get; set; }

    public bool Stp { get; set; } = true;

    /// <summary>&lt;bridge delay=&gt; in seconds.</summary>
    public ulong DelaySeconds { get; set; }

    /// <summary>&lt;bridge macTableManager=&gt;: kernel or libvirt.</summary>
    public string? MacTableManager { get; set; }

    /// <summary>&lt;bridge macTableManager='libvirt'&gt;.</summary>
    public bool MacTableManagerLibvirt => MacTableManager == "libvirt";

    /// <summary>In bytes; null = the kernel's.</summary>
    public uint? Mtu { get; set; }

    /// <summary>The bridge's own MAC; null = one of libvirt's 52:54:00 is made up.</summary>
    public string? Mac { get; set; }

    public NetworkDomain? Domain { get; set; }

    public NetworkDns Dns { get; set; } = new();

    public Vlan? Vlan { get; set; }

    public Bandwidth? Bandwidth { get; set; }

    public bool? PortIsolated { get; set; }

    public List<NetworkIp> Ips { get; } = [];

    public List<NetworkRoute> Routes { get; } = [];

    public VirtualPort? VirtualPort { get; set; }

    public List<NetworkPortGroup> PortGroups { get; } = [];

    /// <summary>&lt;dnsmasq:option value=&gt;: lines for dnsmasq as they are.</summary>
    public List<string> DnsmasqOptions { get; } = [];

    /// <summary>The device that forwarding is confined to; null = any.</summary>
    public string? ForwardDevice => Devices.Count > 0 ? Devices[0] : null;

    /// <summary>Whether starting it makes a bridge; the other networks use what is there already.</summary>
    public bool HasOwnBridge => Forward is NetworkForward.None or NetworkForward.Nat or NetworkForward.Route or NetworkForward.Open;

    /// <summary>Whether guests get devices out of a pool: none of these networks has a bridge.</summary>
    public bool IsPool => !HasOwnBridge && (Forward != NetworkForward.Bridge || Bridge is null);

    public bool HasDhcp => Ips.Exists(i => i.HasDhcp);

    /// <summary>The address whose guests are served by DHCP; null where there is none of that family.</summary>
    public NetworkIp? DhcpIp(bool isIpv6) => Ips.Find(i => i.IsIpv6 == isIpv6 && i.HasDhcp);

    /// <summary>dnsmasq runs where there is an address that somebody could ask, and something to ask for (networks.md 3.3).</summary>
    public bool NeedsDnsmasq => HasOwnBridge && Ips.Count > 0 && (HasDhcp || Dns.Enabled != false || Ips.Exists(i => i.TftpRoot is not null));
}
