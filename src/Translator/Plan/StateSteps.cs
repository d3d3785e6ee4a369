namespace VirshLite.Translator.Plan;

/// <summary>
/// Waits until QEMU has written or read the guest's state (<c>query-migrate</c>). <paramref name="Job"/> is libvirt's name of the job, for the words of a
/// failure (guest-state.md 1.4): domain save, snapshot, start …
/// </summary>
public sealed record WaitForMigration(string Job) : PlanStep
{
    /// <summary>Ends the wait as well: <c>pre-switchover</c>, where the guest stands still and the target's turn begins. null: only the end does.</summary>
    public string? Until { get; init; }
}

/// <summary>
/// Waits until a job of QEMU has that status, or has concluded (<c>query-jobs</c>); an error of the job is a failure. <paramref name="Id"/> is the job's.
/// </summary>
public sealed record WaitForJob(string Id, string Status = "concluded") : PlanStep;

/// <summary>Waits until QEMU has written the guest's memory (<c>query-dump</c>).</summary>
public sealed record WaitForDump : PlanStep;

/// <summary>Overwrites bytes of a file that is there, from <paramref name="Offset"/> on.</summary>
public sealed record PatchFile(string Path, long Offset, byte[] Content) : PlanStep
{
    /// <summary>The file is made where missing, emptied where there; only its owner may read it.</summary>
    public bool Creates { get; init; }

    /// <summary>The file becomes that long; null: as long as its content.</summary>
    public ulong? Size { get; init; }

    /// <summary>QEMU itself opens the file, so it belongs to QEMU's user.</summary>
    public bool ForQemu { get; init; }

    /// <summary>The bytes have to be on the disk before the plan goes on.</summary>
    public bool Durable { get; init; }
}

/// <summary>
/// A file that QEMU's stream is written into behind what is there already, or read from <paramref name="Offset"/> on. <paramref name="Filters"/>, where there
/// are any, are programs between them, from QEMU's side: QEMU gets the end of a pipe.
/// </summary>
public sealed record StreamFile(string Name, string Path, long Offset, IReadOnlyList<IReadOnlyList<string>> Filters, bool ForWriting) : PlanResource(Name)
{
    /// <summary>Around the host's page cache (O_DIRECT).</summary>
    public bool Direct { get; init; }
}

/// <summary>
/// From here on nothing of the plan is taken back: what has been done is no longer this side's alone (a guest that may run on another host by now).
/// </summary>
public sealed record ForgetUndo : PlanStep;
