namespace VirshLite.DomainParser.Model;

/// <summary>&lt;mirror&gt; of a running guest's disk: where a block job copies to.</summary>
public sealed class DiskMirror
{
    public required StorageSource Source { get; init; }

    /// <summary>copy or active-commit.</summary>
    public MirrorJob Job { get; set; }

    /// <summary>Whether the copy has caught up; null = not yet.</summary>
    public MirrorReady? Ready { get; set; }
}

public enum MirrorJob
{
    Copy,
    ActiveCommit,
}

internal static class MirrorJobNames
{
    private static readonly EnumNames<MirrorJob> All = new("copy", "active-commit");

    extension(MirrorJob)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MirrorJob> Names => All;
    }
}

/// <summary>yes: caught up; abort and pivot: the job is about to end so.</summary>
public enum MirrorReady
{
    Yes,
    Abort,
    Pivot,
}

internal static class MirrorReadyNames
{
    private static readonly EnumNames<MirrorReady> All = new("yes", "abort", "pivot");

    extension(MirrorReady)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MirrorReady> Names => All;
    }
}
