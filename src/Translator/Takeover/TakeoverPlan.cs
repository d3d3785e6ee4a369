using VirshLite.DomainParser.Model;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Takeover;

/// <summary>A host's change of hands as data: what is taken, what stays, what stands in the way, and the steps with what undoes each.</summary>
public sealed record TakeoverPlan
{
    public IReadOnlyList<GuestTakeover> Guests { get; init; } = [];

    public IReadOnlyList<NetworkTakeover> Networks { get; init; } = [];

    /// <summary>Defined guests that do not run: their definitions are used where they stand.</summary>
    public IReadOnlyList<string> Inactive { get; init; } = [];

    /// <summary>Daemons, sockets and services that stop and cannot be started any more.</summary>
    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>What goes on as it is, with the reason.</summary>
    public IReadOnlyList<string> Stays { get; init; } = [];

    /// <summary>What will not be as it was, in words.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it cannot be done: nothing is while one of them stands.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>In order. Undone from last to first.</summary>
    public IReadOnlyList<PlanStep> Steps { get; init; } = [];
}

/// <summary>A running guest and all that its record needs (host-takeover.md 2.3.1).</summary>
public sealed record GuestTakeover
{
    public required GuestFacts Facts { get; init; }

    public string Name => Facts.Name;

    public DomainStatus Status => Facts.Status!;

    public Domain Domain => Facts.Domain!;

    /// <summary>What is done on the host when the guest has ended, in this order (host-takeover.md 2.6); QEMU's end itself and the hooks are not among
    /// it.</summary>
    public IReadOnlyList<PlanStep> AfterQemu { get; init; } = [];

    /// <summary>The same, after the hook <c>stopped</c> was called.</summary>
    public IReadOnlyList<PlanStep> AfterHook { get; init; } = [];

    /// <summary>Files that are QEMU's user's, and whose they are after it.</summary>
    public IReadOnlyList<OwnershipChange> Owners { get; init; } = [];

    /// <summary>Host PCI devices, as sysfs has their addresses; null driver: they are left without one.</summary>
    public IReadOnlyList<PciReturn> PciDevices { get; init; } = [];

    /// <summary>AppArmor's profile of it; null where it has none.</summary>
    public string? Profile { get; init; }
}

/// <summary>A PCI device that goes back to the host.</summary>
/// <param name="Address">As sysfs has it.</param>
/// <param name="Reprobe">A driver of the host's is looked for.</param>
public sealed record PciReturn(string Address, bool Reprobe);

/// <summary>An active network and what takes it down.</summary>
/// <param name="Facts">As it was found.</param>
/// <param name="AtEnd">What is done when it is stopped, in this order.</param>
public sealed record NetworkTakeover(ActiveNetworkFacts Facts, IReadOnlyList<PlanStep> AtEnd);
