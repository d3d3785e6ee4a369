using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// Backups of running guests, written by QEMU (push) or served for others to fetch (pull), whole or what has changed since a checkpoint (guest-state.md 5).
/// </summary>
public sealed class GuestBackups(StateHost host)
{
    /// <summary>Begins one, and a checkpoint at the same moment where one is given.</summary>
    /// <param name="guest">The guest.</param>
    /// <param name="backup">null: everything, pushed.</param>
    /// <param name="checkpoint">null: none.</param>
    /// <param name="reuse">The files are there already.</param>
    public void Begin(string guest, DomainBackup? backup, DomainCheckpoint? checkpoint, bool reuse)
    {
        GuestRecord record = host.Known.Get(guest).Active
            ?? throw new GuestException("Operation not supported: cannot perform disk backup for inactive domain");
        var checkpoints = new GuestCheckpoints(host, record.Name);
        using QmpClient monitor = host.Guests.Connect(record);
        host.BlockJobs.FinishConcluded(record.Name);
        if (File.Exists(FileOf(record.Name)))
        {
            throw new GuestException("Requested operation is not valid: another backup job is already running");
        }

        GuestDisks live = GuestDisks.Of(host.Guests, record, monitor);
        backup ??= new DomainBackup();
        if (checkpoint is not null)
        {
            checkpoints.Prepare(checkpoint, live);
        }

        string suffix = checkpoint?.Name ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        BackupAlignment.Align(backup, [.. live.Disks.Select(Named)], suffix);
        Check(backup, checkpoints, reuse);
        var plan = new BackupPlan(backup, checkpoint, live.Disks, live.Nodes, host.ContextOf(live.Domain), reuse,
            live.TakeNumbers(host.Guests.Store, record.Name, backup.Disks.Count(d => d.IsBackedUp == true)));
        // a job that is noted and that QEMU does not know yet would be taken for one that is over
        using FileLock held = BlockJobFiles.Lock(host.Guests.Store, record.Name);
        foreach (BlockJob job in plan.Jobs)
        {
            BlockJobFiles.Write(host.Guests.Store, record.Name, job);
        }

        Write(record.Name, backup);
        var progress = new BackupProgress(host.Guests.Store, record);
        progress.Begin(backup.Mode);
        try
        {
            StateJob.Run(host.Guests, record, monitor, plan.Steps);
        }
        catch
        {
            progress.Forget();
            Forget(record.Name, plan.Jobs);
            throw;
        }

        if (checkpoint is not null)
        {
            checkpoints.Store(checkpoint);
        }
    }

    /// <summary>The backup under way as XML.</summary>
    /// <exception cref="GuestException">There is none.</exception>
    public string Xml(string guest)
    {
        string? name = host.Known.Get(guest).Active?.Name;
        return BackupWriter.Write((name is null ? null : Read(name))
            ?? throw new GuestException("Domain backup job id not found: no domain backup job present"));
    }

    /// <summary>Whether the guest has one.</summary>
    public bool IsUnderWay(string guest) => Read(host.Guests.Get(guest).Name) is not null;

    /// <summary>Ends the guest's backup: a pull is served no longer, a push that is not through is given up.</summary>
    public void Abort(string guest)
    {
        GuestRecord record = host.Guests.Get(guest);
        DomainBackup backup = Read(record.Name) ?? throw new GuestException("Requested operation is not valid: no job is active on the domain");
        var progress = new BackupProgress(host.Guests.Store, record);
        using QmpClient monitor = host.Guests.Connect(record);
        foreach (BlockJob job in Jobs(record.Name))
        {
            // what a push has not finished is of no use
            BlockJobFiles.Write(host.Guests.Store, record.Name, job with { DeletesFiles = job.DeletesFiles || backup.Mode == BackupMode.Push });
            StateJob.Run(host.Guests, record, monitor, [BlockJobPlan.Cancel(job, force: true) with { IgnoreErrors = true }]);
            WaitUntilConcluded(monitor, job.Id);
        }

        StateJob.Run(host.Guests, record, monitor, BackupPlan.StopServing(backup));
        if (backup.Mode == BackupMode.Push)
        {
            progress.Forget();
        }

        host.BlockJobs.FinishConcluded(record.Name);
        Files.Delete(FileOf(record.Name));
        if (backup.Mode == BackupMode.Pull)
        {
            progress.End("Operation canceled");
        }
    }

    /// <summary>How far the guest's backup is; null: it has none.</summary>
    internal JobStatistics? Progress(GuestRecord record, QmpClient monitor) => Read(record.Name) is null ? null
        : new BackupProgress(host.Guests.Store, record).Look(
            Jobs(record.Name).Select(j => JobWait.Find(monitor, j.Id)).OfType<JsonElement>(), isOver: false) ?? new JobStatistics(JobOperation.Backup);

    /// <summary>Waits for the end of a push; false where the guest has none.</summary>
    public bool Wait(string guest, Action<double>? progress = null)
    {
        GuestRecord record = host.Guests.Get(guest);
        var jobs = host.BlockJobs;
        while (Read(record.Name) is { Mode: BackupMode.Push })
        {
            jobs.FinishConcluded(record.Name);
            progress?.Invoke(0);
            Thread.Sleep(50);
        }

        return true;
    }

    private static void WaitUntilConcluded(QmpClient monitor, string id)
    {
        while (JobWait.Find(monitor, id) is { } job && !job.GetProperty("status").ValueEquals("concluded"))
        {
            Thread.Sleep(10);
        }
    }

    private static Disk Named(LiveDisk live)
    {
        // what lies on top now, whatever the definition says
        if (live.Disk.Source.Type == StorageType.File && live.Top.File.StartsWith('/'))
        {
            live.Disk.Source.Path = live.Top.File;
        }

        return live.Disk;
    }

    private static void Check(DomainBackup backup, GuestCheckpoints checkpoints, bool reuse)
    {
        foreach (BackupDisk disk in backup.Disks.Where(d => d.IsBackedUp == true))
        {
            string path = disk.Store.Path!;
            if (!reuse && disk.Store.Type == StorageType.File && File.Exists(path) && new FileInfo(path).Length > 0)
            {
                throw new GuestException($"invalid argument: store '{path}' for backup of '{disk.Name}' exists");
            }

            if (disk.Incremental is { } since && !checkpoints.Tree().Has(since))
            {
                throw new GuestException($"Domain checkpoint not found: Checkpoint '{since}' for incremental backup of disk '{disk.Name}' not found");
            }
        }
    }

    private string FileOf(string guest) => host.Guests.Store.BackupFileOf(guest);

    private DomainBackup? Read(string guest)
    {
        if (!File.Exists(FileOf(guest)))
        {
            return null;
        }

        DomainBackup backup = BackupReader.Read(File.ReadAllText(FileOf(guest)), status: true);
        return backup;
    }

    private void Write(string guest, DomainBackup backup)
    {
        backup.TlsAlias = backup.Server?.Tls == true ? "objlibvirt_backup_tls0" : null;
        Files.WriteAtomically(FileOf(guest), Encoding.UTF8.GetBytes(BackupWriter.Write(backup, status: true)), FileModes.OwnerFile);
    }

    private IEnumerable<BlockJob> Jobs(string guest) =>
        BlockJobFiles.Ids(host.Guests.Store, guest).Select(id => BlockJobFiles.Read(host.Guests.Store, guest, id)).OfType<BlockJob>()
            .Where(j => j.Kind == BlockJobKind.Backup);

    private void Forget(string guest, IEnumerable<BlockJob> jobs)
    {
        Files.Delete(FileOf(guest));
        foreach (BlockJob job in jobs)
        {
            BlockJobFiles.Remove(host.Guests.Store, guest, job.Id);
        }
    }
}
