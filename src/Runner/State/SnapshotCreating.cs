using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Makes one snapshot (guest-state.md 3.3 to 3.5): all of it is there afterwards, or the guest is as it was.</summary>
internal sealed class SnapshotCreating(GuestSnapshots snapshots, DomainSnapshot snapshot, SnapshotOptions options)
{
    /// <summary>Of a guest that runs.</summary>
    public void CreateLive(GuestRecord record)
    {
        snapshots.Host.Guests.RefuseDeparted(record);
        using QmpClient monitor = snapshots.Host.Guests.Connect(record);
        snapshots.Host.BlockJobs.FinishConcluded(record.Name);
        ActiveJobs.RefuseBackup(snapshots.Host.Guests, record, monitor);
        GuestDisks live = GuestDisks.Of(snapshots.Host.Guests, record, monitor);
        bool running = record.State == GuestState.Running;
        SnapshotAlignment.Align(
            snapshot, live.Domain.Disks, Request(isRunning: true, live.Domain), d => live.FormatOf(d) ?? StorageFormat.Raw, File.Exists, LengthOf);
        ActiveJobs.RefuseOn(snapshot.Disks.Where(d => d.Location is SnapshotLocation.Internal or SnapshotLocation.External).Select(d => d.Name),
            snapshots.Host.Guests, record, monitor);
        CheckIsNew();
        snapshot.State = options.DiskOnly ? SnapshotState.DiskSnapshot : running ? SnapshotState.Running : SnapshotState.Paused;
        string xml = File.ReadAllText(snapshots.Host.Guests.Store.DomainXmlOf(record.Name));
        snapshot.Domain = LiveDefinition.Kept(xml, snapshots.Host.Guests.Store.Settings.Privileged);
        snapshot.InactiveDomain = snapshots.Defined();
        switch (snapshot.Memory)
        {
            case SnapshotLocation.Internal:
                CreateInternal(record, monitor, live, running);
                break;
            case SnapshotLocation.External:
                CreateWithMemory(record, monitor, live, running);
                break;
            default:
                CreateDiskOnly(record, monitor, live);
                break;
        }
    }

    /// <summary>The first number for the nodes of the images that it makes.</summary>
    private uint Numbers(GuestDisks live) =>
        live.TakeNumbers(snapshots.Host.Guests.Store, snapshots.Guest.Name, snapshot.Disks.Count(d => d.Location == SnapshotLocation.External));

    private void CheckIsNew()
    {
        if (!options.NoMetadata && snapshots.Has(snapshot.Name!))
        {
            throw new GuestException($"operation failed: domain moment {snapshot.Name} already exists");
        }
    }

    private SnapshotRequest Request(bool isRunning, Domain domain) => new()
    {
        IsRunning = isRunning,
        DiskOnly = options.DiskOnly,
        ReuseExternal = options.ReuseExternal,
        Live = options.Live,
        HasRawNvram = domain.Os.Nvram is not null && domain.Os.Loader?.Format != FirmwareFormat.Qcow2,
    };

    private void CreateInternal(GuestRecord record, QmpClient monitor, GuestDisks live, bool running)
    {
        LiveMigration.RefuseBlocked(monitor);
        string[] nodes = [.. snapshot.Disks.Where(d => d.Location == SnapshotLocation.Internal).Select(d => live.Find(d.Name).Top.Node)];
        if (nodes.Length == 0)
        {
            throw DomainException.Unsupported("internal and full system snapshots require all disks to be selected for snapshot");
        }

        snapshot.Cookie = GuestSaving.Cookie(File.ReadAllText(snapshots.Host.Guests.Store.DomainXmlOf(record.Name)), monitor);
        monitor.Execute(LifecycleReactions.ExpectCommand, """{"stop":"saving","resume":"unpaused"}""");
        QmpStep resume = new("cont");
        PlanStep[] stop = running ? [new QmpStep("stop") { Undo = [resume with { IgnoreErrors = true }], UndoAt = UndoTime.Failure }] : [];
        IReadOnlyList<PlanStep> save = SnapshotPlan.Internal("save", snapshot.Name!, nodes);
        StateJob.Run(snapshots.Host.Guests, record, monitor, [.. stop, .. save, .. running ? (PlanStep[])[resume] : []]);
    }

    private void CreateWithMemory(GuestRecord record, QmpClient monitor, GuestDisks live, bool running)
    {
        snapshot.Cookie = GuestSaving.Cookie(File.ReadAllText(snapshots.Host.Guests.Store.DomainXmlOf(record.Name)), monitor);
        IReadOnlyList<PlanStep> overlays = SnapshotPlan.Overlays(snapshot, live.Disks, live.Nodes, snapshots.Host.ContextOf(live.Domain), options.ReuseExternal,
            Numbers(live), out Dictionary<string, LiveImage> images);
        var save = new SaveOptions
        {
            Format = options.MemoryFormat,
            Running = running,
            Complete = d => Translation.Complete(snapshots.Host.ContextOf(d)),
        };
        IEnumerable<PlanStep> more = running ? [.. overlays, new QmpStep("cont")] : overlays;
        JobStatistics statistics = new GuestSaving(snapshots.Host.Guests).Write(
            record, monitor, snapshot.MemoryFile!, save, "snapshot", [.. more], staysRunning: options.Live && running);
        new GuestJobs(snapshots.Host).Keep(record.Name, statistics);
        Follow(images);
    }

    private void CreateDiskOnly(GuestRecord record, QmpClient monitor, GuestDisks live)
    {
        IReadOnlyList<PlanStep> overlays = SnapshotPlan.Overlays(snapshot, live.Disks, live.Nodes, snapshots.Host.ContextOf(live.Domain), options.ReuseExternal,
            Numbers(live), out Dictionary<string, LiveImage> images);
        AgentFreeze.Around(snapshots.Host.Guests, record.Name, options.Quiesce, () => StateJob.Run(snapshots.Host.Guests, record, monitor, overlays));
        Follow(images);
    }

    /// <summary>The new images are the disks' from now on, in the live definition and in the persistent one where it had the same.</summary>
    private void Follow(Dictionary<string, LiveImage> images)
    {
        var former = new Dictionary<string, string?>();
        LiveDefinition.Change(snapshots.Host.Guests.Store, snapshots.Guest.Active!, domain =>
        {
            foreach (Disk disk in domain.Disks.Where(d => images.ContainsKey(d.TargetDev)))
            {
                former[disk.TargetDev] = disk.Source.Path;
                LiveDefinition.PutOnTop(disk, images[disk.TargetDev], keepChain: true);
            }
        });
        if (snapshots.Guest.Definition is { } definition)
        {
            DefinitionText.Change(definition.Path, domain =>
            {
                bool changed = false;
                foreach (Disk disk in domain.Disks.Where(d => images.ContainsKey(d.TargetDev) && former.GetValueOrDefault(d.TargetDev) == d.Source.Path))
                {
                    LiveDefinition.PutOnTop(disk, images[disk.TargetDev], keepChain: false);
                    changed = true;
                }

                return changed;
            });
        }
    }

    /// <summary>Of one that is off.</summary>
    public void CreateOffline()
    {
        Domain domain = snapshots.Defined() ?? throw new GuestNotFoundException(snapshots.Guest.Name);
        if (snapshots.Host.Known.KeptOf(snapshots.Guest).CheckpointCount > 0
            && (options.DiskOnly || snapshot.Disks.Exists(d => d.Location == SnapshotLocation.External)))
        {
            throw DomainException.NotSupported("support for offline external snapshots while checkpoint exists was not yet implemented");
        }

        SnapshotAlignment.Align(snapshot, domain.Disks, Request(isRunning: false, domain), d =>
            d.Source.Format ?? StorageFormat.Raw, File.Exists, LengthOf);
        CheckIsNew();
        snapshot.State = SnapshotState.Shutoff;
        snapshot.Domain = snapshots.Defined();
        var steps = new List<PlanStep>();
        List<Disk> inside = [.. domain.Disks.Where((d, i) => snapshot.Disks[i].Location == SnapshotLocation.Internal)];
        steps.AddRange(SnapshotPlan.InternalOffline(snapshot.Name!, inside.Select(d => d.Source.Path!)));
        var outside = domain.Disks.Zip(snapshot.Disks).Where(p => p.Second.Location == SnapshotLocation.External).ToList();
        steps.AddRange(SnapshotPlan.OverlaysOffline(outside.Select(p => (p.Second, p.First.Source.Path!, p.First.Source.Format ?? StorageFormat.Raw)),
            options.ReuseExternal));
        OfflineJob.Run(snapshots.Host.Guests.Store.Settings, snapshots.Guest, steps);
        if (outside.Count > 0)
        {
            DefinitionText.Change(snapshots.Guest.Definition!.Path, defined =>
            {
                foreach ((Disk disk, SnapshotDisk entry) in outside)
                {
                    LiveDefinition.Replace(defined.Disks.First(d => d.TargetDev == disk.TargetDev), LiveDefinition.ImageOf(entry.Source));
                }

                return true;
            });
        }
    }

    private static ulong? LengthOf(string path) => File.Exists(path) ? (ulong)new FileInfo(path).Length : null;
}
