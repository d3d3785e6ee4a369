using VirshLite.DomainParser;

namespace VirshLite.Translator.State;

/// <summary>
/// What has to be known of a block job to end it, whoever does that: the process that began it, or another one after that was killed (guest-state.md 4.7).
/// Chains are those at the job's beginning.
/// </summary>
public sealed record BlockJob
{
    /// <summary>QEMU's id, e.g. commit-vda-libvirt-2-format.</summary>
    public required string Id { get; init; }

    public required BlockJobKind Kind { get; init; }

    /// <summary>The disk's target.</summary>
    public required string Disk { get; init; }

    /// <summary>The disk's images, the top one first.</summary>
    public required IReadOnlyList<LiveImage> Images { get; init; }

    /// <summary>The uppermost image that is merged away.</summary>
    public int Top { get; init; }

    /// <summary>The image that stays below; the number of images where the job takes the whole chain.</summary>
    public int Base { get; init; }

    /// <summary>The new image of a copy.</summary>
    public LiveImage? Mirror { get; init; }

    /// <summary>Only the top image is copied; the copy stands on the same images.</summary>
    public bool Shallow { get; init; }

    /// <summary>Files that are merged away are removed.</summary>
    public bool DeletesFiles { get; init; }

    /// <summary>What it has not finished is of no use.</summary>
    public bool DeletesFailed { get; init; }

    /// <summary>A bitmap of the top image that was made for it; null: none.</summary>
    public string? Bitmap { get; init; }

    /// <summary>The disk goes over to the job's target once it is done.</summary>
    public bool Pivots { get; init; }

    /// <summary>The file of the guest's persistent definition, which follows too; null: it is transient.</summary>
    public string? Definition { get; init; }

    /// <summary>How it ended, noted before QEMU forgets it: true where it did what it was for; null: it has not ended yet.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>It is ready at some time, and ends only when it is told to: the guest goes on writing meanwhile.</summary>
    public bool IsMirror => Kind is BlockJobKind.ActiveCommit or BlockJobKind.Copy;
}

public enum BlockJobKind
{
    Pull,
    Commit,
    ActiveCommit,
    Copy,
    Backup,
}

/// <summary>virsh's words for kinds of jobs (guest-state.md 4.5).</summary>
public static class BlockJobKindNames
{
    private static readonly EnumNames<BlockJobKind> All = new("Block Pull", "Block Commit", "Active Block Commit", "Block Copy", "Backup");

    extension(BlockJobKind)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<BlockJobKind> Names => All;
    }
}
