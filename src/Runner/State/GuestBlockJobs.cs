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
        string path = request.Target.Path ?? "";
        if (!path.StartsWith('/'))
        {
            throw new GuestException($"invalid argument: absolute path must be used as block copy target");
        }

        StorageFormat format = request.Target.Format ?? (StorageFormat.Names.TryParse(found.Top.Driver, out StorageFormat own) ? own : StorageFormat.Raw);
        if (!request.Transient && DefinitionOf(live.Domain.Name) is not null)
        {
            // QEMU does not keep mirrors over its own end
            throw new GuestException("Requested operation is not valid: domain is not transient");
        }

        Check(found, request, path, format);
        var image = new NewImage(request.Target, format, live.TakeNumbers(guests.Store, live.Domain.Name, 1), found.Disk, contextOf(live.Domain))
        {
            Capacity = live.Nodes[found.Top.Node]?.Capacity ?? 0,
            ClusterSize = format == StorageFormat.Qcow2 ? live.Nodes[found.Top.Node]?.ClusterSize ?? 0 : 0,
            RecordedBacking = request.Shallow && found.Images.Count > 1 ? found.Images[1] : null,
            Backing = request.Shallow && found.Images.Count > 1 ? found.Images[1] : null,
            Exists = request.Reuse,
        };
        (BlockJob job, QmpStep step) = BlockJobPlan.Copy(found, image.Live, request.Shallow, request.Tuning);
        return (job, [.. image.Steps(), step]);
    });

    /// <summary>The disk's job; null where it has none.</summary>
    public BlockJobProgress? Look(string guest, string disk)
    {
        GuestRecord record = guests.Get(guest);
        using QmpClient monitor = guests.Connect(record);
        GuestDisks live = GuestDisks.Of(guests, record, monitor);
        return Look(record, monitor, live.Find(disk).Target);
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
                if (Progress(record, monitor, id) is not { } progress)
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
        if (Look(record, monitor, found.Target) is not null)
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

    private static void Check(LiveDisk disk, CopyRequest request, string path, StorageFormat format)
    {
        if (request.Shallow && format == StorageFormat.Raw && disk.Images.Count > 1)
        {
            throw new GuestException($"invalid argument: shallow copy of disk '{disk.Target}' into a raw file is not possible");
        }

        bool exists = File.Exists(path);
        if (exists && !request.Reuse && request.Target.Type == StorageType.File && new FileInfo(path).Length > 0)
        {
            throw new GuestException($"invalid argument: external destination file for disk {disk.Target} already exists and is not a block device: {path}");
        }

        if (!exists && request.Reuse)
        {
            throw new GuestException($"missing destination file for disk {disk.Target}: {path}: No such file or directory");
        }
    }

    private (GuestRecord Record, QmpClient Monitor, BlockJob Job, BlockJobProgress Progress) Open(string guest, string disk)
    {
        GuestRecord record = guests.Get(guest);
        QmpClient monitor = guests.Connect(record);
        try
        {
            LiveDisk found = GuestDisks.Of(guests, record, monitor).Find(disk);
            BlockJobProgress progress = Look(record, monitor, found.Target)
                ?? throw new GuestException($"invalid argument: disk {disk} does not have an active block job");
            return (record, monitor, BlockJobFiles.Read(guests.Store, record.Name, progress.Id)!, progress);
        }
        catch
        {
            monitor.Dispose();
            throw;
        }
    }

    private BlockJobProgress? Look(GuestRecord record, QmpClient monitor, string target)
    {
        foreach (JsonElement job in monitor.Execute("query-jobs").EnumerateArray())
        {
            string id = job.GetProperty("id").GetString()!;
            if (BlockJobFiles.Read(guests.Store, record.Name, id) is { } known && known.Disk == target)
            {
                return Progress(record, monitor, id);
            }
        }

        return null;
    }

    private BlockJobProgress? Progress(GuestRecord record, QmpClient monitor, string id)
    {
        if (JobWait.Find(monitor, id) is not { } job || BlockJobFiles.Read(guests.Store, record.Name, id) is not { } known)
        {
            return null;
        }

        string status = job.GetProperty("status").GetString()!;
        ulong speed = 0;
        bool ready = status == "ready";
        foreach (JsonElement block in monitor.Execute("query-block-jobs").EnumerateArray())
        {
            if (block.GetProperty("device").ValueEquals(id))
            {
                speed = block.GetProperty("speed").GetUInt64();
            }
        }

        return new(id, known.Kind, status, job.GetProperty("current-progress").GetUInt64(), job.GetProperty("total-progress").GetUInt64(),
            speed)
        { IsReady = ready };
    }
}
