using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>How one start is to go, and who is told about it.</summary>
public sealed record StartOptions
{
    /// <summary>The guest is left paused.</summary>
    public bool Paused { get; init; }

    /// <summary>virsh's word for how the guest came to run.</summary>
    public string RunningReason { get; init; } = "booted";

    /// <summary>The same where it is left paused.</summary>
    public string PausedReason { get; init; } = "user";

    /// <summary>
    /// The CPU that the live XML shows; null: the plan's. A restored guest runs with one that says each feature, and its definition does not.
    /// </summary>
    public DomainParser.Model.Cpu? DefinedCpu { get; init; }

    /// <summary>
    /// Called with the new QEMU's monitor when all is set up, before the guest runs: its state comes from elsewhere. What it throws ends the start.
    /// </summary>
    internal Action<Qmp.QmpClient>? Arrival { get; init; }

    /// <summary>How properties are written on QEMU's command line; the guest is the same.</summary>
    public CommandSyntax Syntax { get; init; } = CommandSyntax.Auto;

    /// <summary>The program's version, for the log.</summary>
    public string Version { get; init; } = "0";

    /// <summary>The libvirt whose rules the plan follows, for the log.</summary>
    public string Rules { get; init; } = "";

    /// <summary>QEMU's version, for the log.</summary>
    public string QemuVersion { get; init; } = "";

    /// <summary>Told each step as it begins (opening devices, starting helpers …), for --verbose.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Told each warning: what libvirt would log rather than refuse.</summary>
    public Action<string>? Warn { get; init; }
}
