namespace VirshLite.DomainParser.Model;

/// <summary>&lt;networkport&gt;: one interface's place in a network (networks.md 7).</summary>
public sealed class NetworkPort
{
    public Guid Uuid { get; set; }

    public string OwnerName { get; set; } = "";

    public Guid OwnerUuid { get; set; }

    /// <summary>The port group that it came through.</summary>
    public string? Group { get; set; }

    public string Mac { get; set; } = "";

    public VirtualPort? VirtualPort { get; set; }

    public Bandwidth? Bandwidth { get; set; }

    /// <summary>The class on the bridge that keeps its floor; null = it has none.</summary>
    public uint? ClassId { get; set; }

    public Vlan? Vlan { get; set; }

    public bool? Isolated { get; set; }

    public bool? TrustGuestRxFilters { get; set; }

    /// <summary>null = &lt;plug type='none'/&gt;: nothing is plugged.</summary>
    public NetworkPlug? Plug { get; set; }
}

/// <summary>&lt;plug&gt;: where the interface is connected.</summary>
public abstract record NetworkPlug;

/// <summary>A bridge, of the network's own or the host's (type network or bridge).</summary>
public sealed record NetworkBridgePlug(bool IsOwn, string Bridge, string? MacTableManager) : NetworkPlug;

/// <summary>A macvtap device over one of the host's (type direct); the mode is vepa, private, bridge or passthrough.</summary>
public sealed record NetworkDirectPlug(string Device, string Mode) : NetworkPlug;

/// <summary>A function of the host's (type hostdev-pci); managed as it was written.</summary>
public sealed record NetworkHostdevPlug(bool? Managed, string? Driver, string? Model, PciAddress Address) : NetworkPlug;
