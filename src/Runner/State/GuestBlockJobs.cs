using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// Block jobs of running guests: begun, looked at, ended (guest-state.md 4). A job goes on in QEMU whoever began it; when it has concluded, whoever comes first
/// (the command that waits, or one that the guest's supervisor starts) does what is left to do.
/// </summary>
public sealed class GuestBlockJobs(GuestOperations guests, Func<Domain, TranslationContext> contextOf)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly BlockJobEnding ending = new(guests);

    /// <summary>The file of a guest's persistent definition; null where it is transient.</summary>
    public Func<string, string?> DefinitionOf { get; init; } = _ => null;

    /// <summary>Merges images of a disk's chain into one further down; gives back the job's id.</summary>
    public string Commit(string guest, string disk, CommitRequest request) => Begin(guest, disk, (live, found) =>
    {
        int top = request.Top is { } upper ? found.Find(upper) : 0;
        if (top + 1 >= found.Images.Count)
        {
            throw DomainException.Argument(request.Top is null ? $"top '{found.Top.File}' in chain for '{found.Target}' has no backing file"
                : $"could not find base image in chain for '{found.Target}'");
        }

        int below = request.Base is { } lower ? found.Find(lower, top) : request.Shallow ? top + 1 : found.Images.Count - 1;
        if (top == 0 && !request.Active)
        {
            throw new GuestException($"invalid argument: commit of '{disk}' active layer requires active flag");
        }

        if (top != 0 && request.Active)
        {
            throw new GuestException($"invalid argument: active commit requested but '{request.Top}' is not active");
        }

        if (request.Shallow && below != top + 1)
        {
            throw new GuestException($"invalid argument: base '{request.Base}' is not immediately below '{found.Images[top].File}' in chain for '{disk}'");
        }

        (BlockJob job, QmpStep step) = BlockJobPlan.Commit(found, top, below, request.Speed, MasksProtocol(live), null, request.Delete);
        return (job, [step]);
    });

    /// <summary>Takes the images below into the top one.</summary>
    public string Pull(string guest, string disk, string? below, ulong speed) => Begin(guest, disk, (live, found) =>
    {
        (BlockJob job, QmpStep step) = BlockJobPlan.Pull(found, below is null ? null : found.Find(below, beneath: 0), speed, MasksProtocol(live));
        return (job, [step]);
    });

    /// <summary>Mirrors a disk to another image.</summary>
    public string Copy(string guest, string disk, CopyRequest request) => Begin(guest, disk, (live, found) =>
    {
        if (!request.Transient && DefinitionOf(live.Domain.Name) is not null)
        {
            BlockCopyTarget.CheckPath(request);

            // QEMU does not keep mirrors over its own end
            throw new GuestException("Requested operation is not valid: domain is not transient");
        }

        NewImage image = BlockCopyTarget.Of(live, found, request, contextOf(live.Domain), () => live.TakeNumbers(guests.Store, live.Domain.Name, 1));
        (BlockJob job, QmpStep step) = BlockJobPlan.Copy(found, image.Live, request.Shallow, request.Tuning);
        return (job, [.. image.Steps(), step]);
    });

    /// <summary>The disk's job; null where it has none.</summary>
    public BlockJobProgress? Look(string guest, string disk)
    {
        GuestRecord record = guests.Get(guest);
        using QmpClient monitor = guests.Connect(record);
        GuestDisks live = GuestDisks.Of(guests, record, monitor);
        return BlockJobLook.Of(guests.Store, record, monitor, live.Find(disk).Target);
    }

    /// <summary>Waits until the disk's job is ready or over; false where it was cancelled or failed meanwhile.</summary>
    /// <param name="seen">Told how far it is, each time it was looked at; gives back false to stop waiting.</param>
    public bool Wait(string guest, string disk, string id, Func<BlockJobProgress, bool> seen)
    {
        GuestRecord record = guests.Get(guest);
        while (true)
        {
            using (QmpClient monitor = guests.Connect(record))
            {
                if (BlockJobLook.Progress(guests.Store, record, monitor, id) is not { } progress)
                {
                    return true;
                }

                if (!seen(progress))
                {
                    return false;
                }

                if (progress.IsReady)
                {
                    return true;
                }

                if (progress.Status == "concluded")
                {
                    ending.All(record, monitor);
                    return true;
                }
            }

            Thread.Sleep(Pause);
        }
    }

    /// <summary>The disk goes over to the target of its job.</summary>
    public void Pivot(string guest, string disk)
    {
        (GuestRecord record, QmpClient monitor, BlockJob job, BlockJobProgress progress) = Open(guest, disk);
        using (monitor)
        {
            if (!job.IsMirror)
            {
                throw new GuestException(
                    $"Requested operation is not valid: job type '{BlockJobKind.Names[job.Kind].ToLowerInvariant()}' does not support pivot");
            }

            if (!progress.IsReady)
            {
                throw new GuestException($"block copy still active: block job '{job.Id}' not ready for pivot yet");
            }

            string target = job.Mirror?.Driver ?? job.Images[job.Base].Driver;
            BlockJobFiles.Write(guests.Store, record.Name, job with { Pivots = true });
            Show(record, job, ready: MirrorReady.Pivot);
            StateJob.Run(guests, record, monitor, BlockJobPlan.Pivot(job, target == "qcow2"));
            ending.Wait(record, monitor, job);
        }
    }

    /// <summary>Ends the disk's job as it is; a mirror that is ready is a whole copy afterwards.</summary>
    /// <param name="wait">Until it has ended.</param>
    public void Abort(string guest, string disk, bool wait)
    {
        (GuestRecord record, QmpClient monitor, BlockJob job, BlockJobProgress _) = Open(guest, disk);
        using (monitor)
        {
            Show(record, job, ready: MirrorReady.Abort);
            StateJob.Run(guests, record, monitor, [BlockJobPlan.Cancel(job)]);
            if (wait)
            {
                ending.Wait(record, monitor, job, mayFail: true);
            }
        }
    }

    /// <param name="speed">Bytes a second; 0 = no limit.</param>
    public void SetSpeed(string guest, string disk, ulong speed)
    {
        (GuestRecord _, QmpClient monitor, BlockJob job, BlockJobProgress _) = Open(guest, disk);
        using (monitor)
        {
            monitor.Execute("block-job-set-speed", string.Create(CultureInfo.InvariantCulture, $$"""{"device":"{{job.Id}}","speed":{{speed}}}"""));
        }
    }

    /// <summary>Does what is left to do for all jobs of the guest that have concluded.</summary>
    public void FinishConcluded(string guest)
    {
        GuestRecord record = guests.Get(guest);
        using QmpClient monitor = guests.Connect(record);
        ending.All(record, monitor);
    }

    /// <summary>Begins a job of a disk that has none.</summary>
    internal string Begin(string guest, string disk, Func<GuestDisks, LiveDisk, (BlockJob Job, IReadOnlyList<PlanStep> Steps)> plan)
    {
        GuestRecord record = guests.Get(guest);
        using QmpClient monitor = guests.Connect(record);
        ending.All(record, monitor);
        GuestDisks live = GuestDisks.Of(guests, record, monitor);
        LiveDisk found = live.Find(disk);
        if (BlockJobLook.Of(guests.Store, record, monitor, found.Target) is not null)
        {
            throw new GuestException($"block copy still active: disk '{found.Target}' already in active block job");
        }

        (BlockJob job, IReadOnlyList<PlanStep> steps) = plan(live, found);
        job = job with { Definition = DefinitionOf(record.Name) };
        using FileLock held = BlockJobFiles.Lock(guests.Store, record.Name);
        BlockJobFiles.Write(guests.Store, record.Name, job);
        try
        {
            // before it begins: QEMU may say at once that it is ready
            Show(record, job);
            StateJob.Run(guests, record, monitor, [.. DiskAccess.Steps(job), .. steps]);
        }
        catch
        {
            Show(record, job, exists: false);
            BlockJobFiles.Remove(guests.Store, record.Name, job.Id);
            throw;
        }

        return job.Id;
    }

    private void Show(GuestRecord record, BlockJob job, bool exists = true, MirrorReady? ready = null)
    {
        if (job.IsMirror)
        {
            LiveDefinition.Change(guests.Store, record, domain => LiveDefinition.Mirror(domain, job, exists, ready));
        }
    }

    /// <summary>Whether this guest's QEMU knows backing-mask-protocol.</summary>
    internal bool MasksProtocol(GuestDisks live) => contextOf(live.Domain).Capabilities.Has(Flags.BlockjobBackingMaskProtocol);

    private (GuestRecord Record, QmpClient Monitor, BlockJob Job, BlockJobProgress Progress) Open(string guest, string disk)
    {
        GuestRecord record = guests.Get(guest);
        QmpClient monitor = guests.Connect(record);
        try
        {
            LiveDisk found = GuestDisks.Of(guests, record, monitor).Find(disk);
            BlockJobProgress progress = BlockJobLook.Of(guests.Store, record, monitor, found.Target)
                ?? throw new GuestException($"invalid argument: disk {disk} does not have an active block job");
            return (record, monitor, BlockJobFiles.Read(guests.Store, record.Name, progress.Id)!, progress);
        }
        catch
        {
            monitor.Dispose();
            throw;
        }
    }
}
