namespace VirshLite.DomainParser.Model;

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
