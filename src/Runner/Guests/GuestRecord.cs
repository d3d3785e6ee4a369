using System.Text.Json;
using System.Text.Json.Serialization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Guests;

/// <summary>What is known of an active guest; kept in its state directory, written by the launcher first and by the supervisor from then on.</summary>
public sealed record GuestRecord
{
    public const int CurrentFormat = 1;

    /// <summary>The form of the record; a reader takes what it knows of any, and keeps the rest.</summary>
    public int Format { get; init; } = CurrentFormat;

    public required string Name { get; init; }

    public required Guid Uuid { get; init; }

    /// <summary>1, 2, 3 … over all starts since the host's boot.</summary>
    public required int Id { get; init; }

    [JsonConverter(typeof(GuestStateConverter))]
    public GuestState State { get; init; }

    /// <summary>virsh's word for how it came to the state: booted, user, unknown, ioerror, panicked …</summary>
    public string Reason { get; init; } = "unknown";

    /// <summary>False while the start is under way.</summary>
    public bool Started { get; init; }

    /// <summary>Milliseconds since the epoch.</summary>
    public long StartedAt { get; init; }

    /// <summary>QEMU; null before it runs.</summary>
    public ProcessIdentity? Qemu { get; init; }

    /// <summary>Who minds it; null before it does. One that is dead is replaced by the next command that looks.</summary>
    public ProcessIdentity? Supervisor { get; init; }

    /// <summary>Absolute path of the QEMU binary.</summary>
    public string Binary { get; init; } = "";

    /// <summary>QEMU's own monitor; the supervisor is connected to it.</summary>
    [JsonPropertyName("monitor")]
    public string MonitorSocket { get; init; } = "";

    /// <summary>The supervisor's QMP socket, for everybody else.</summary>
    public string SupervisorSocket { get; init; } = "";

    [JsonPropertyName("log")]
    public string LogFile { get; init; } = "";

    public LogLimits LogLimits { get; init; } = LogLimits.Default;

    /// <summary>The run's own directory: master key, monitor socket and what helpers put there; gone with the guest.</summary>
    [JsonPropertyName("directory")]
    public string DomainDirectory { get; init; } = "";

    [JsonConverter(typeof(LifecycleActionConverter))]
    public LifecycleAction OnPoweroff { get; init; }

    [JsonConverter(typeof(LifecycleActionConverter))]
    public LifecycleAction OnReboot { get; init; }

    [JsonConverter(typeof(LifecycleActionConverter))]
    public LifecycleAction OnCrash { get; init; }

    /// <summary>The watchdog's action is a dump: QEMU pauses, the supervisor dumps and goes on.</summary>
    public bool WatchdogDumps { get; init; }

    /// <summary>A reboot was asked for: when the guest powers off it is started again, whoever minds it then.</summary>
    public bool Rebooting { get; init; }

    /// <summary>Where dumps of crashed guests go.</summary>
    public string DumpDirectory { get; init; } = "";

    public uint Vcpus { get; init; }

    [JsonPropertyName("max-memory-kib")]
    public ulong MaxMemoryKiB { get; init; }

    [JsonPropertyName("memory-kib")]
    public ulong MemoryKiB { get; init; }

    /// <summary>QEMU's greeting, handed on to the clients of the supervisor.</summary>
    public string Greeting { get; init; } = "";

    public IReadOnlyList<ConsoleEndpoint> Consoles { get; init; } = [];

    public IReadOnlyList<GuestLink> Links { get; init; } = [];

    /// <summary>What character devices write to by way of the supervisor.</summary>
    public IReadOnlyList<LoggedFile> LoggedFiles { get; init; } = [];

    /// <summary>libvirt's status file of it, where it was taken over as it ran (host-takeover.md 2); null for one that VirshLite has started.</summary>
    public string? TakenFrom { get; init; }

    /// <summary>Who starts it; of no meaning once <see cref="Started"/>.</summary>
    public ProcessIdentity? Launcher { get; init; }

    /// <summary>Members that a later version of this program wrote; they are kept.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>What is wrong with the record on file, in words; then the rest is what else is known. null where it is sound.</summary>
    [JsonIgnore]
    public string? Problem { get; init; }

    /// <summary>The same run: the same start of the same guest.</summary>
    public bool IsSameRunAs(GuestRecord other) => Id == other.Id && (Qemu is null || other.Qemu is null || Qemu == other.Qemu);

    [JsonIgnore]
    internal GuestLog Log => new(LogFile, LogLimits);

    /// <summary>True while QEMU runs.</summary>
    [JsonIgnore]
    public bool IsAlive => Qemu is { } qemu && qemu.IsAlive;
}
