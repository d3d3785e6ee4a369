namespace VirshLite.DomainParser.Model;

/// <summary>&lt;blockjob&gt; of a guest's status: a job of QEMU's block layer as libvirt follows it (host-takeover.md 5).</summary>
public sealed class BlockJobStatus
{
    /// <summary>QEMU's id of the job.</summary>
    public string Name { get; set; } = "";

    /// <summary>pull, copy, commit, active-commit, create, backup, internal, broken.</summary>
    public string Type { get; set; } = "";

    /// <summary>ready, running, concluded, completed, failed, cancelled, aborting, pivoting …</summary>
    public string State { get; set; } = "";

    /// <summary>A state that QEMU told and that is not dealt with yet.</summary>
    public string? NewState { get; set; }

    /// <summary>Of a broken one: what it was.</summary>
    public string? BrokenType { get; set; }

    /// <summary>The caller's flags.</summary>
    public ulong? Flags { get; set; }

    /// <summary>copy: the target's backing images were there already.</summary>
    public bool ShallowNew { get; set; }

    /// <summary>The disk that it works on.</summary>
    public string? Disk { get; set; }

    /// <summary>The disk's &lt;mirror&gt; is this job's.</summary>
    public bool IsMirror { get; set; }

    /// <summary>Where the disk is gone: its image with what is below.</summary>
    public StorageSource? Chain { get; set; }

    /// <summary>The same of the job's target.</summary>
    public StorageSource? MirrorChain { get; set; }

    public string? ErrorMessage { get; set; }

    /// <summary>pull, commit: storage node of the image that stays below.</summary>
    public string? BaseNode { get; set; }

    /// <summary>commit: storage node of the topmost image that is committed.</summary>
    public string? TopNode { get; set; }

    /// <summary>commit: storage node of the image above that.</summary>
    public string? TopParentNode { get; set; }

    /// <summary>commit: images are deleted once they are committed.</summary>
    public bool DeletesCommitted { get; set; }

    /// <summary>create: storage, or null while the format is made.</summary>
    public string? CreateMode { get; set; }

    /// <summary>create: the image that is made.</summary>
    public StorageSource? Created { get; set; }

    /// <summary>backup: the bitmap that it uses.</summary>
    public string? Bitmap { get; set; }

    /// <summary>backup: where it writes to.</summary>
    public StorageSource? Store { get; set; }
}
