using VirshLite.Translator.Confinement;

namespace VirshLite.Translator.Plan;

/// <summary>
/// Opens something under its resource's name; it stays open until the plan is through, and later steps name it. A tap or a macvtap is made and configured by
/// it.
/// </summary>
public sealed record OpenResource(PlanResource Resource) : PlanStep;

/// <summary>Closes what an <see cref="OpenResource"/> opened, before the plan is through.</summary>
public sealed record CloseResource(string Name) : PlanStep;

/// <summary>Makes a directory with those above it, where missing. One that was there before is left alone, at the end too.</summary>
public sealed record MakeDirectory(PlannedDirectory Directory) : PlanStep;

/// <summary>Makes a file; what <see cref="PlannedFileKind.Content"/> made is removed when the step is taken back, other kinds stay.</summary>
public sealed record MakeFile(PlannedFile File) : PlanStep;

/// <summary>Removes a file or socket; one that is not there is fine.</summary>
public sealed record RemoveFile(string Path) : PlanStep;

/// <summary>Removes a directory with all that is in it; one that is not there is fine.</summary>
public sealed record RemoveTree(string Path) : PlanStep;

/// <summary>Writes a text into a file of the kernel's (/proc/sys, /sys), which has to be there, in one go.</summary>
public sealed record WriteKernelFile(string Path, string Text) : PlanStep;

/// <summary>
/// Makes a file that QEMU opens by itself one that QEMU can open: its user's for the time of the run, where owners change at all. That it goes back, and to
/// whom, is noted before it is done, with the very file it is about (confinement.md 3 and 10.3).
/// </summary>
public sealed record GiveFile(GuestResource Resource) : PlanStep;

/// <summary>Runs a short command to its end (ip, tc, nft, qemu-img …); any other exit status than 0 is a failure, and its last words are told.</summary>
public sealed record RunCommand(string Program, IReadOnlyList<string> Arguments) : PlanStep
{
    /// <summary>What it reads from its standard input; null = nothing.</summary>
    public string? Input { get; init; }

    /// <summary>null = a minute. One that takes longer is ended and counts as failed.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The name under which the executor keeps its output; null: it is not kept.</summary>
    public string? KeepAs { get; init; }
}

/// <summary>Starts a process that stays, and waits until it is ready; it is ended when the step is taken back.</summary>
public sealed record StartHelper(PlannedHelper Helper) : PlanStep
{
    /// <summary>It gets one end of a socket pair, and QEMU the other as a <see cref="HelperSocket"/>.</summary>
    public bool SharesSocket { get; init; }
}

/// <summary>Ends the process whose number stands in the file, if it runs the named program, and removes the file.</summary>
public sealed record StopByPidFile(string Path, string Program) : PlanStep;

/// <summary>Ends the processes that bear the line in their environment: those that were started, and were not noted before their starter died.</summary>
public sealed record StopMarked(string Mark) : PlanStep;

/// <summary>Makes control group, affinity and schedulers of a running guest follow what its definition says now (startup.md 6).</summary>
public sealed record Retune(DomainParser.Model.Domain Domain) : PlanStep;

/// <summary>A path of the host has to be there and usable; a node that QEMU opens belongs to QEMU's user until the step is taken back.</summary>
public sealed record CheckPath(HostRequirement Requirement) : PlanStep;

/// <summary>
/// Makes what the host does for a running guest's interface follow a new definition: bandwidth, tags, bridge or port, isolation, filter, coalescing
/// (live-changes.md 4). <paramref name="Device"/> is the tap.
/// </summary>
public sealed record AdaptInterface(string Device, DomainParser.Model.Interface From, DomainParser.Model.Interface To) : PlanStep;

/// <summary>Gets a device of the host ready for a guest: looked at, claimed, taken from its driver; given back when the step is taken back.</summary>
public sealed record PrepareHostDevice(PlannedHostDevice Device) : PlanStep;
