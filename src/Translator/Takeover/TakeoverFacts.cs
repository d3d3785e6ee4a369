using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Takeover;

/// <summary>What a host looks like before it changes hands: everything a take-over is planned from.</summary>
public sealed record TakeoverFacts
{
    /// <summary>libvirt's directories.</summary>
    public required Settings Libvirt { get; init; }

    /// <summary>VirshLite's directories.</summary>
    public required Settings Own { get; init; }

    /// <summary>libvirt's daemons that run.</summary>
    public IReadOnlyList<DaemonFacts> Daemons { get; init; } = [];

    /// <summary>Units of systemd's that are there, libvirt's and VirshLite's; none where no systemd runs, and in session mode.</summary>
    public IReadOnlyList<UnitFacts> Units { get; init; } = [];

    public bool HasSystemd { get; init; }

    /// <summary>virtlogd runs: what guests print goes through it.</summary>
    public bool HasLogDaemon { get; init; }

    public IReadOnlyList<GuestFacts> Guests { get; init; } = [];

    public IReadOnlyList<ActiveNetworkFacts> Networks { get; init; } = [];

    /// <summary>Names of guests that are defined, running or not.</summary>
    public IReadOnlyList<string> Definitions { get; init; } = [];

    /// <summary>libvirt has started its autostart guests in this boot already.</summary>
    public bool IsAutostarted { get; init; }

    /// <summary>Guests that run under VirshLite, with what is told of them.</summary>
    public IReadOnlyList<OwnGuestFacts> OwnGuests { get; init; } = [];

    /// <summary>Networks that run under VirshLite.</summary>
    public IReadOnlyList<OwnNetworkFacts> OwnNetworks { get; init; } = [];

    /// <summary>Directories below which guests' pages lie on mounts of huge pages.</summary>
    public IReadOnlyList<string> HugePageMounts { get; init; } = [];
}

/// <summary>A daemon that runs.</summary>
/// <param name="Name">libvirtd, virtqemud …</param>
/// <param name="Pid">Its process.</param>
/// <param name="CommandLine">Program and words, to start it again.</param>
public sealed record DaemonFacts(string Name, int Pid, IReadOnlyList<string> CommandLine);

/// <summary>A unit as systemd has it.</summary>
/// <param name="Name">With its suffix.</param>
/// <param name="IsActive">It runs, listens, or (oneshot) was started.</param>
/// <param name="IsEnabled">It comes up with the host.</param>
/// <param name="IsMasked">It cannot be started.</param>
public sealed record UnitFacts(string Name, bool IsActive, bool IsEnabled, bool IsMasked);

/// <summary>A status file of libvirt's, and the process that it names.</summary>
public sealed record GuestFacts
{
    public required string Name { get; init; }

    /// <summary>Absolute path of the status file.</summary>
    public required string StatusFile { get; init; }

    /// <summary>null where the file cannot be read: <see cref="Problem"/>.</summary>
    public DomainStatus? Status { get; init; }

    /// <summary>The inner domain, read as one that runs.</summary>
    public Domain? Domain { get; init; }

    public string? Problem { get; init; }

    /// <summary>The words of the process; null where there is none.</summary>
    public IReadOnlyList<string>? CommandLine { get; init; }

    /// <summary>It has a definition, or is gone when it ends.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>Pid files of helpers that are there, absolute.</summary>
    public IReadOnlyList<string> HelperFiles { get; init; } = [];

    /// <summary>VirshLite has this very run already.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Settings of SR-IOV functions as they were before, by the host's address of the function.</summary>
    public IReadOnlyList<FunctionOrigin> FunctionOrigins { get; init; } = [];

    /// <summary>The bindings of network filters to its taps, absolute paths.</summary>
    public IReadOnlyList<string> FilterBindings { get; init; } = [];

    /// <summary>The control groups that are its own where no systemd-machined made a scope, the innermost last.</summary>
    public IReadOnlyList<string> ControlGroups { get; init; } = [];
}

/// <summary>What an SR-IOV function is set back to when its guest ends.</summary>
/// <param name="File">libvirt's note of it.</param>
/// <param name="Parent">The network device of the physical function.</param>
/// <param name="Number">The function's number.</param>
/// <param name="Mac">null where none is noted.</param>
/// <param name="Vlan">null where none is noted.</param>
public sealed record FunctionOrigin(string File, string Parent, int Number, string? Mac, int? Vlan);

/// <summary>An active network of libvirt's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StatusFile">Absolute path.</param>
/// <param name="Status">null where the file cannot be read.</param>
/// <param name="Network">As it runs; null as above.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="IsTaken">VirshLite has it already.</param>
public sealed record ActiveNetworkFacts(string Name, string StatusFile, NetworkStatus? Status, VirtualNetwork? Network, string? Problem, bool IsTaken);

/// <summary>A guest that VirshLite runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFromLibvirt">It was taken over as it ran, and still runs so.</param>
/// <param name="HasLibvirtsDefinition">Its definition stands in libvirt's directory.</param>
/// <param name="Change">What keeps libvirt from minding it again: what was done to it since; null = nothing.</param>
public sealed record OwnGuestFacts(string Name, bool IsFromLibvirt, bool HasLibvirtsDefinition, string? Change);

/// <summary>A network that VirshLite has running.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFromLibvirt">It was taken over as it stood.</param>
/// <param name="HasLibvirtsDefinition">Its definition stands in libvirt's directory.</param>
/// <param name="Change">What was done to it since; null = nothing.</param>
public sealed record OwnNetworkFacts(string Name, bool IsFromLibvirt, bool HasLibvirtsDefinition, string? Change);
