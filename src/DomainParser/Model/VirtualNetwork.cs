namespace VirshLite.DomainParser.Model;

/// <summary>A libvirt network definition, as far as interfaces depend on it (formatnetwork; network.md 4).</summary>
public sealed class VirtualNetwork
{
    public string Name { get; set; } = "";

    public NetworkForward Forward { get; set; }

    /// <summary>&lt;bridge name=&gt;.</summary>
    public string? Bridge { get; set; }

    /// <summary>&lt;bridge macTableManager='libvirt'&gt;.</summary>
    public bool MacTableManagerLibvirt { get; set; }

    /// <summary>&lt;forward&gt;&lt;interface dev=&gt;.</summary>
    public List<string> Devices { get; } = [];

    /// <summary>&lt;forward&gt;&lt;address type='pci'&gt;.</summary>
    public List<PciAddress> HostAddresses { get; } = [];

    /// <summary>&lt;forward&gt;&lt;pf dev=&gt;: a network card whose virtual functions are the pool.</summary>
    public string? PhysicalFunction { get; set; }

    /// <summary>&lt;forward managed=&gt;.</summary>
    public bool Managed { get; set; }

    /// <summary>&lt;forward&gt;&lt;driver name=&gt;.</summary>
    public string? HostdevDriver { get; set; }

    public bool? TrustGuestRxFilters { get; set; }

    public bool? PortIsolated { get; set; }

    public Vlan? Vlan { get; set; }

    public VirtualPort? VirtualPort { get; set; }

    public List<NetworkPortGroup> PortGroups { get; } = [];
}

/// <summary>&lt;portgroup&gt; of a network.</summary>
public sealed class NetworkPortGroup
{
    public string Name { get; set; } = "";

    public bool IsDefault { get; set; }

    public bool? TrustGuestRxFilters { get; set; }

    public Vlan? Vlan { get; set; }

    public VirtualPort? VirtualPort { get; set; }

    public Bandwidth? Bandwidth { get; set; }
}

public enum NetworkForward
{
    None,
    Nat,
    Route,
    Open,
    Bridge,
    Private,
    Vepa,
    Passthrough,
    Hostdev,
}

public static class NetworkForwardNames
{
    public static readonly EnumNames<NetworkForward> All = new("none", "nat", "route", "open", "bridge", "private", "vepa", "passthrough", "hostdev");
}
