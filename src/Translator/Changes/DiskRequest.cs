namespace VirshLite.Translator.Changes;

/// <summary>What <c>attach-disk</c> is told (live-changes.md 5.1); null = not given.</summary>
public sealed record DiskRequest(string Source, string Target)
{
    public string? TargetBus { get; init; }

    public string? Driver { get; init; }

    /// <summary>--subdriver; raw where not given, as the format is never probed.</summary>
    public string? Format { get; init; }

    public string? IoThread { get; init; }

    public string? Cache { get; init; }

    public string? Io { get; init; }

    /// <summary>--type: disk, cdrom, floppy, lun.</summary>
    public string? DeviceKind { get; init; }

    /// <summary>--mode: readonly or shareable.</summary>
    public string? Mode { get; init; }

    public string? SourceType { get; init; }

    public string? Serial { get; init; }

    public string? Wwn { get; init; }

    public string? Alias { get; init; }

    public bool RawIo { get; init; }

    public string? Address { get; init; }

    public bool Multifunction { get; init; }

    public string? Protocol { get; init; }

    /// <summary>HOST[:PORT].</summary>
    public string? HostName { get; init; }

    public string? HostTransport { get; init; }

    public string? HostSocket { get; init; }

    public IReadOnlyList<string> ThrottleGroups { get; init; } = [];

    /// <summary>The source is a block device of this host.</summary>
    public bool IsBlockDevice { get; init; }
}

/// <summary>What <c>attach-interface</c> is told (live-changes.md 5.3); null = not given.</summary>
public sealed record InterfaceRequest(string Type, string Source)
{
    public string? Target { get; init; }

    public string? Mac { get; init; }

    public string? Script { get; init; }

    public string? Model { get; init; }

    public string? Alias { get; init; }

    /// <summary>average,peak,burst,floor.</summary>
    public string? Inbound { get; init; }

    public string? Outbound { get; init; }

    public bool Managed { get; init; }

    public string? SourceMode { get; init; }
}

/// <summary>What <c>change-media</c> does.</summary>
public enum MediaAction
{
    Update,
    Insert,
    Eject,
}
