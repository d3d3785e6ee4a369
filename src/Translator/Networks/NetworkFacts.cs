namespace VirshLite.Translator.Networks;

/// <summary>What is true of the host when a network is planned.</summary>
public sealed record NetworkFacts
{
    public FirewallBackend Backend { get; init; }

    /// <summary>The kernel knows IPv6.</summary>
    public bool HasIpv6 { get; init; } = true;

    /// <summary>/proc/net/route.</summary>
    public string RoutingTable { get; init; } = "";

    /// <summary>Devices whose IPv6 routes the kernel has learnt from routers and would forget once it forwards.</summary>
    public IReadOnlyList<string> LearntRoutes { get; init; } = [];

    /// <summary>What iptables (false) and ip6tables (true) list for each table: <c>--list-rules</c>.</summary>
    public IReadOnlyDictionary<(bool IsIpv6, string Table), string> IptablesRules { get; init; } = new Dictionary<(bool, string), string>();

    /// <summary>The scripts /etc/libvirt/hooks/network and those in network.d, in the order in which they run.</summary>
    public IReadOnlyList<string> Hooks { get; init; } = [];

    /// <summary>firewalld's zones where it runs; null where it does not.</summary>
    public IReadOnlyList<string>? FirewalldZones { get; init; }

    /// <summary>A word that no other start has: by it processes are found that were started and never noted.</summary>
    public string Run { get; init; } = "";

    /// <summary>The program that dnsmasq tells of leases.</summary>
    public string LeaseScript { get; init; } = "";
}
