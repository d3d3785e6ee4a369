using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Plan;

/// <summary>How a tap-like interface is made on the host (network.md 8).</summary>
public enum TapKind
{
    /// <summary>A tap on a bridge (types bridge and network).</summary>
    Bridge,

    /// <summary>A tap on its own (type ethernet).</summary>
    Ethernet,

    /// <summary>A macvtap on a lower device (type direct).</summary>
    Macvtap,
}

/// <summary>What the launcher has to do on the host for one tap-like interface. Plain data; network.md 8 tells the steps.</summary>
public sealed record InterfacePlan
{
    public required TapKind Kind { get; init; }

    /// <summary>The device alias, e.g. <c>net0</c>.</summary>
    public required string Alias { get; init; }

    /// <summary>The interface as it stands in the completed domain (MAC, target, script, bandwidth, vlan …).</summary>
    public required Interface Interface { get; init; }

    /// <summary>1 or the number of queues.</summary>
    public required int Queues { get; init; }

    /// <summary>The tap is opened with the vnet header.</summary>
    public required bool VnetHeader { get; init; }

    /// <summary>The bridge (Bridge) or lower device (Macvtap).</summary>
    public string? Link { get; init; }

    /// <summary>The wanted device name; null: the next free <c>vnetN</c> / <c>macvtapN</c>. May hold one <c>%d</c>.</summary>
    public string? DeviceName { get; init; }

    /// <summary>macvtap mode word: vepa, bridge, private or passthrough.</summary>
    public string? MacvtapMode { get; init; }

    /// <summary>The name of the libvirt network that the interface came through; null where it names its bridge itself.</summary>
    public string? Network { get; init; }

    /// <summary>The network's &lt;bridge macTableManager='libvirt'&gt;.</summary>
    public bool LibvirtManagesMacTable { get; init; }
}
