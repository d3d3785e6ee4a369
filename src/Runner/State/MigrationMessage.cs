using System.Text.Json;
using System.Text.Json.Serialization;

namespace VirshLite.Runner.State;

/// <summary>A disk that is to be copied, as its new host needs to know it.</summary>
internal sealed record OfferedDisk(string Target, ulong Capacity, string Format)
{
    /// <summary>Names of dirty bitmaps that come with it.</summary>
    public IReadOnlyList<string> Bitmaps { get; init; } = [];
}

/// <summary>Where the target is to listen.</summary>
/// <param name="Address">null: as set there, else on all addresses.</param>
/// <param name="Port">For memory; 0: one that is free.</param>
/// <param name="DisksPort">For disks; 0: one that is free.</param>
internal sealed record PortRequest(string? Address, int Port, int DisksPort);

/// <summary>
/// What the two sides of a migration say to each other, a line of JSON each: the source offers, the target is ready; the source has moved all, the target runs
/// it.
/// </summary>
internal sealed record MigrationMessage
{
    /// <summary>The protocol's; another one is refused.</summary>
    public const int CurrentVersion = 1;

    public const string Alive = "alive";

    /// <summary>How often the source says that it is there.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>A source that has said nothing for that long is given up.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    public int Version { get; init; } = CurrentVersion;

    /// <summary>offer, ready, alive (nothing new), moved or switching (with post-copy, before the end), done, failed.</summary>
    public required string Phase { get; init; }

    /// <summary>The guest as libvirt's save images have it, without its memory: header, definition and CPU.</summary>
    public byte[]? Guest { get; init; }

    /// <summary>What it is to be defined as; null: not at all.</summary>
    public string? Definition { get; init; }

    /// <summary>The guest runs once it is there.</summary>
    public bool Runs { get; init; }

    /// <summary>Nothing but a definition comes.</summary>
    public bool Offline { get; init; }

    /// <summary>Migration capabilities that the target turns on.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Streams beside one another; null: as QEMU does it.</summary>
    public int? Connections { get; init; }

    /// <summary>How those are packed; null: not at all.</summary>
    public string? Packed { get; init; }

    /// <summary>Only the disks' top images are copied, so that missing ones cannot be made.</summary>
    public bool OnlyTopImages { get; init; }

    public IReadOnlyList<OfferedDisk> Disks { get; init; } = [];

    /// <summary>The two QEMUs speak TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>The target is to listen on ports; null: on sockets that only its own host reaches.</summary>
    public PortRequest? Listen { get; init; }

    /// <summary>The target listens on that port for memory.</summary>
    public int? Port { get; init; }

    /// <summary>And on that one for disks; null: there are none.</summary>
    public int? DisksPort { get; init; }

    /// <summary>What the target calls itself (migration_host); null: nothing.</summary>
    public string? Host { get; init; }

    public string? Error { get; init; }

    /// <summary>Beside an error: the guest may have run on the new host already, so its disks may be newer than the old host's memory.</summary>
    public bool MayHaveRun { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MigrationMessage), TypeInfoPropertyName = "Message")]
internal sealed partial class MigrationJson : JsonSerializerContext
{
    public static string Write(MigrationMessage message) => JsonSerializer.Serialize(message, Default.Message);

    /// <exception cref="GuestException">That is none: a login script's words, for example.</exception>
    public static MigrationMessage Read(string line)
    {
        try
        {
            MigrationMessage message = JsonSerializer.Deserialize(line, Default.Message)!;
            return message.Version == MigrationMessage.CurrentVersion
                ? message
                : throw new GuestException(
                    $"unsupported configuration: the other host's VirshLite speaks version {message.Version} of the migration protocol, this one "
                    + $"{MigrationMessage.CurrentVersion}");
        }
        catch (JsonException)
        {
            throw new GuestException(
                $"operation failed: the other host said '{(line.Length > 200 ? line[..200] : line)}' where a message of virshlite was expected");
        }
    }
}
