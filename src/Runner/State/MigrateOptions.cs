using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Which disks' contents move with a guest.</summary>
public enum StorageCopy
{
    /// <summary>None: both hosts see the same storage.</summary>
    None,

    /// <summary>All of each disk.</summary>
    All,

    /// <summary>What the top images hold; the other host has the images below.</summary>
    Incremental,
}

/// <summary>How a guest is moved to another host.</summary>
public sealed record MigrateOptions
{
    public required MigrationDestination Destination { get; init; }

    /// <summary>It goes on while its memory moves.</summary>
    public bool Live { get; init; }

    /// <summary>It gets defined there.</summary>
    public bool Persistent { get; init; }

    /// <summary>It is no longer defined here.</summary>
    public bool UndefinesSource { get; init; }

    /// <summary>It is paused there.</summary>
    public bool Suspends { get; init; }

    public StorageCopy Copy { get; init; }

    /// <summary>Targets of the disks that are copied; empty: all that can be.</summary>
    public IReadOnlyList<string> Disks { get; init; } = [];

    public bool SynchronousWrites { get; init; }

    /// <summary>Targets of copied disks whose zeroes become holes there.</summary>
    public IReadOnlyList<string> ZeroDetectingDisks { get; init; } = [];

    /// <summary>Memory and disks go straight to ports of the other host; null: through connections of the destination's kind.</summary>
    public DirectMigration? Direct { get; init; }

    /// <summary>The two QEMUs encrypt what they send and prove who they are.</summary>
    public bool Tls { get; init; }

    /// <summary>The name that the other host's certificate is for; null: the one it is reached by.</summary>
    public string? TlsName { get; init; }

    /// <summary>It is given up where the guest can no longer write to its disks.</summary>
    public bool AbortsOnError { get; init; }

    /// <summary>How memory is sent; its bandwidth null = as migrate-setspeed says.</summary>
    public MigrationTuning Tuning { get; init; } = new();

    /// <summary>MiB a second; null = as migrate-setspeed says.</summary>
    public long? Bandwidth { get; init; }

    /// <summary>Nobody asks whether the storage is shared.</summary>
    public bool Unsafe { get; init; }

    /// <summary>After that long the guest is stopped, so that its memory can follow; or goes over (<see cref="TimeoutSwitches"/>).</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>At the timeout the guest goes over to the other host, and its memory follows.</summary>
    public bool TimeoutSwitches { get; init; }

    /// <summary>It goes over once all its memory has been sent once.</summary>
    public bool SwitchesAfterFirstPass { get; init; }

    /// <summary>Only its definition goes; the guest does not run.</summary>
    public bool Offline { get; init; }

    /// <summary>What it is defined as there; null: as here.</summary>
    public string? PersistentDefinition { get; init; }

    /// <summary>Its name there; null: its own.</summary>
    public string? NewName { get; init; }

    /// <summary>Another definition for it to run with there; what the guest sees must be the same.</summary>
    public DomainParser.Model.Domain? Definition { get; init; }

    public required Action<DomainParser.Model.Domain> Complete { get; init; }

    /// <summary>Told how far it is, from 0 to 1.</summary>
    public Action<double>? Progress { get; init; }
}
