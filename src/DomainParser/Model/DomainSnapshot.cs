namespace VirshLite.DomainParser.Model;

/// <summary>&lt;domainsnapshot&gt;: a snapshot's definition and, in libvirt's metadata files, all that is known of it (guest-state.md 3.1).</summary>
public sealed class DomainSnapshot
{
    /// <summary>null where none is given: the creation time in decimal is the name then.</summary>
    public string? Name { get; set; }

    public string? Description { get; set; }

    public SnapshotState? State { get; set; }

    /// <summary>Name of the snapshot that this one was made on; null for a root.</summary>
    public string? Parent { get; set; }

    /// <summary>Seconds since 1970; null where not known yet.</summary>
    public long? CreationTime { get; set; }

    /// <summary>Where the guest's memory is kept; null where nothing is said.</summary>
    public SnapshotLocation? Memory { get; set; }

    /// <summary>The file of an external memory snapshot.</summary>
    public string? MemoryFile { get; set; }

    public List<SnapshotDisk> Disks { get; } = [];

    /// <summary>The overlays that a revert put in the place of <see cref="Disks"/>; empty where there was none.</summary>
    public List<SnapshotDisk> RevertDisks { get; } = [];

    /// <summary>The guest as it was before the snapshot; null in a definition and in very old files.</summary>
    public Domain? Domain { get; set; }

    /// <summary>Stands for <see cref="Domain"/> where only the guest's identity is known.</summary>
    public Guid? DomainUuid { get; set; }

    /// <summary>The persistent definition at that moment, where it was another one.</summary>
    public Domain? InactiveDomain { get; set; }

    public SaveCookie? Cookie { get; set; }

    /// <summary>The guest's current snapshot; only the metadata file says so.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>Some disk's data or the memory are in files of their own.</summary>
    public bool IsExternal => Memory == SnapshotLocation.External || Disks.Exists(d => d.Location == SnapshotLocation.External);
}

/// <summary>What a snapshot does with one disk.</summary>
public sealed class SnapshotDisk
{
    public SourcePosition Position { get; set; }

    /// <summary>The disk's target, or in a definition its source path.</summary>
    public string Name { get; set; } = "";

    public SnapshotLocation? Location { get; set; }

    /// <summary>A deletion was under way when the file was written.</summary>
    public bool DeletionInProgress { get; set; }

    /// <summary>The new image of an external snapshot; its path is null where one has still to be made up.</summary>
    public StorageSource Source { get; set; } = new();
}

public enum SnapshotLocation
{
    No,
    Internal,
    External,
    Manual,
}

public static class SnapshotLocationNames
{
    private static readonly EnumNames<SnapshotLocation> All = new("no", "internal", "external", "manual");

    extension(SnapshotLocation)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SnapshotLocation> Names => All;
    }
}

/// <summary>What the guest was doing when the snapshot was made.</summary>
public enum SnapshotState
{
    NoState,
    Running,
    Blocked,
    Paused,
    Shutdown,
    Shutoff,
    Crashed,
    PmSuspended,
    DiskSnapshot,
}

public static class SnapshotStateNames
{
    private static readonly EnumNames<SnapshotState> All =
        new("nostate", "running", "blocked", "paused", "shutdown", "shutoff", "crashed", "pmsuspended", "disk-snapshot");

    extension(SnapshotState)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SnapshotState> Names => All;
    }
}
