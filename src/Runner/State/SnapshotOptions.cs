using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>How a snapshot is made.</summary>
public sealed record SnapshotOptions
{
    /// <summary>Only disks, no memory.</summary>
    public bool DiskOnly { get; init; }

    /// <summary>The guest ends once it is made.</summary>
    public bool Halt { get; init; }

    /// <summary>Files of new images are there, with their formats in them.</summary>
    public bool ReuseExternal { get; init; }

    /// <summary>The guest goes on while its memory is written.</summary>
    public bool Live { get; init; }

    /// <summary>The guest's agent writes everything out first.</summary>
    public bool Quiesce { get; init; }

    /// <summary>Nothing is kept of it but the images.</summary>
    public bool NoMetadata { get; init; }

    public SaveFormat MemoryFormat { get; init; }
}
