namespace VirshLite.DomainParser.Model;

/// <summary>&lt;domaincheckpoint&gt;: a point in time from which on changes are noted (guest-state.md 5.1).</summary>
public sealed class DomainCheckpoint
{
    /// <summary>null where none is given: the creation time in decimal is the name then.</summary>
    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? Parent { get; set; }

    /// <summary>Seconds since 1970; null where not known yet.</summary>
    public long? CreationTime { get; set; }

    public List<CheckpointDisk> Disks { get; } = [];

    public Domain? Domain { get; set; }

    public Domain? InactiveDomain { get; set; }
}

/// <summary>What a checkpoint notes of one disk.</summary>
public sealed class CheckpointDisk
{
    public SourcePosition Position { get; set; }

    public string Name { get; set; } = "";

    public CheckpointType Type { get; set; } = CheckpointType.Bitmap;

    /// <summary>Always the checkpoint's name; null where not known yet.</summary>
    public string? Bitmap { get; set; }

    /// <summary>Bytes changed since; null where nobody asked.</summary>
    public ulong? Size { get; set; }
}

public enum CheckpointType
{
    No,
    Bitmap,
}

public static class CheckpointTypeNames
{
    private static readonly EnumNames<CheckpointType> All = new("no", "bitmap");

    extension(CheckpointType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CheckpointType> Names => All;
    }
}
