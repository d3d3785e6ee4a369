using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>A guest's snapshots: what is known of them, and how new ones are made (guest-state.md 3).</summary>
public sealed class GuestSnapshots
{
    private static readonly TimeSpan FreezePatience = TimeSpan.FromSeconds(60);

    private readonly MetadataDirectory<DomainSnapshot> files;

    /// <exception cref="GuestNotFoundException">There is no such guest.</exception>
    public GuestSnapshots(StateHost host, string guest)
    {
        Host = host;
        Guest = host.Known.Get(guest);
        files = new(host.Known.KeptOf(Guest).Snapshots, "snapshot", xml => SnapshotReader.Read(xml, redefine: true, new() { IgnoreUnknown = true }));
    }

    public string GuestName => Guest.Name;

    internal StateHost Host { get; }

    internal KnownGuest Guest { get; }

    public IReadOnlyList<DomainSnapshot> All() => files.All();

    public MomentTree Tree() => new(All().Select(s => new Moment(s.Name!, s.Parent, s.CreationTime ?? 0)));

    public DomainSnapshot? Current() => All().FirstOrDefault(s => s.IsCurrent);

    /// <exception cref="GuestException">There is none of that name.</exception>
    public DomainSnapshot Get(string name) =>
        All().FirstOrDefault(s => s.Name == name) ?? throw new GuestException($"Domain snapshot not found: no domain snapshot with matching name '{name}'");

    /// <summary>Makes one now; gives back its name.</summary>
    /// <exception cref="DomainException">It cannot be made; the guest is as it was.</exception>
    public string Create(DomainSnapshot snapshot, SnapshotOptions options)
    {
        snapshot.CreationTime = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        snapshot.Name ??= snapshot.CreationTime.Value.ToString(CultureInfo.InvariantCulture);
        if (!options.NoMetadata)
        {
            files.CheckName(snapshot.Name);
        }

        if (options.Halt && Guest.Definition is null)
        {
            throw new GuestException("Requested operation is not valid: cannot halt after transient domain snapshot");
        }

        if (options is { Quiesce: true, DiskOnly: false })
        {
            throw new GuestException("Flag 'VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY' is required by flag 'VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE'");
        }

        DomainSnapshot? current = Current();
        snapshot.Parent = current?.Name;
        if (Guest.Active is { } record)
        {
            CreateLive(snapshot, options, record);
        }
        else
        {
            CreateOffline(snapshot, options);
        }

        if (!options.NoMetadata)
        {
            Store(snapshot, makeCurrent: true);
        }

        if (options.Halt && Guest.Active is not null)
        {
            Host.Guests.Destroy(Guest.Name, reason: "from snapshot");
        }

        return snapshot.Name;
    }

    /// <summary>Takes one up again whose images are there already.</summary>
    public string Redefine(DomainSnapshot snapshot, bool makeCurrent)
    {
        Store(snapshot, makeCurrent || snapshot.IsCurrent);
        return snapshot.Name!;
    }

    public void MakeCurrent(string name) => Store(Get(name), makeCurrent: true);

    /// <summary>The metadata has a new name already: the old goes, and those made on it are made on the new one.</summary>
    public void Rename(string former, string name)
    {
        foreach (DomainSnapshot child in All().Where(s => s.Parent == former))
        {
            child.Parent = name;
            Store(child, makeCurrent: false);
        }

        Remove(former);
    }

    /// <summary>Writes its metadata; at most one snapshot is the current one.</summary>
    internal void Store(DomainSnapshot snapshot, bool makeCurrent)
    {
        if (makeCurrent)
        {
            foreach (DomainSnapshot other in All().Where(s => s.IsCurrent && s.Name != snapshot.Name))
            {
                other.IsCurrent = false;
                files.Write(other.Name!, SnapshotWriter.Write(other, forFile: true));
            }

            snapshot.IsCurrent = true;
        }

        files.Write(snapshot.Name!, SnapshotWriter.Write(snapshot, forFile: true));
    }

    internal void Remove(string name) => files.Remove(name);

    /// <summary>The guest's persistent definition, completed; null for a transient one.</summary>
    internal Domain? Defined()
    {
        if (Guest.Definition is not { } definition)
        {
            return null;
        }

        Domain domain = DomainReader.Read(File.ReadAllText(definition.Path), new ReadingOptions { FileName = definition.Path, IgnoreUnknown = true });
        Translation.Complete(Host.ContextOf(domain));
        return domain;
    }

    private void CreateLive(DomainSnapshot snapshot, SnapshotOptions options, GuestRecord record)
    {
        using QmpClient monitor = Host.Guests.Connect(record);
        Host.BlockJobs.FinishConcluded(record.Name);
        GuestDisks live = GuestDisks.Of(Host.Guests, record, monitor);
        bool running = record.State == GuestState.Running;
        SnapshotAlignment.Align(
            snapshot, live.Domain.Disks, Request(options, isRunning: true, live.Domain), d => FormatOf(live, d), File.Exists, LengthOf);
        CheckIsNew(snapshot, options);
        snapshot.State = options.DiskOnly ? SnapshotState.DiskSnapshot : running ? SnapshotState.Running : SnapshotState.Paused;
        snapshot.Domain = DomainReader.Read(File.ReadAllText(Host.Guests.Store.DomainXmlOf(record.Name)), new ReadingOptions { IgnoreUnknown = true });
        snapshot.InactiveDomain = Defined();
        switch (snapshot.Memory)
        {
            case SnapshotLocation.Internal:
                CreateInternal(snapshot, record, monitor, live, running);
                break;
            case SnapshotLocation.External:
                CreateWithMemory(snapshot, options, record, monitor, live, running);
                break;
            default:
                CreateDiskOnly(snapshot, options, record, monitor, live);
                break;
        }
    }

    /// <summary>The first number for the nodes of the images that it makes.</summary>
    private uint Numbers(GuestDisks live, DomainSnapshot snapshot) =>
        live.TakeNumbers(Host.Guests.Store, Guest.Name, snapshot.Disks.Count(d => d.Location == SnapshotLocation.External));

    private void CheckIsNew(DomainSnapshot snapshot, SnapshotOptions options)
    {
        if (!options.NoMetadata && files.Has(snapshot.Name!))
        {
            throw new GuestException($"operation failed: domain moment {snapshot.Name} already exists");
        }
    }

    private static SnapshotRequest Request(SnapshotOptions options, bool isRunning, Domain domain) => new()
    {
        IsRunning = isRunning,
        DiskOnly = options.DiskOnly,
        ReuseExternal = options.ReuseExternal,
        Live = options.Live,
        HasRawNvram = domain.Os.Nvram is not null && domain.Os.Loader?.Format != FirmwareFormat.Qcow2,
    };

    private void CreateInternal(DomainSnapshot snapshot, GuestRecord record, QmpClient monitor, GuestDisks live, bool running)
    {
        LiveMigration.RefuseBlocked(monitor);
        string[] nodes = [.. snapshot.Disks.Where(d => d.Location == SnapshotLocation.Internal).Select(d => live.Find(d.Name).Top.Node)];
        if (nodes.Length == 0)
        {
            throw DomainException.Unsupported("internal and full system snapshots require all disks to be selected for snapshot");
        }

        snapshot.Cookie = GuestSaving.Cookie(File.ReadAllText(Host.Guests.Store.DomainXmlOf(record.Name)), monitor);
        monitor.Execute(LifecycleReactions.ExpectCommand, """{"stop":"saving","resume":"unpaused"}""");
        QmpStep resume = new("cont");
        PlanStep[] stop = running ? [new QmpStep("stop") { Undo = [resume with { IgnoreErrors = true }], UndoAt = UndoTime.Failure }] : [];
        StateJob.Run(Host.Guests, record, monitor, [.. stop, .. SnapshotPlan.Internal("save", snapshot.Name!, nodes), .. running ? (PlanStep[])[resume] : []]);
    }

    private void CreateWithMemory(DomainSnapshot snapshot, SnapshotOptions options, GuestRecord record, QmpClient monitor, GuestDisks live, bool running)
    {
        snapshot.Cookie = GuestSaving.Cookie(File.ReadAllText(Host.Guests.Store.DomainXmlOf(record.Name)), monitor);
        IReadOnlyList<PlanStep> overlays = SnapshotPlan.Overlays(snapshot, live.Disks, live.Nodes, Host.ContextOf(live.Domain), options.ReuseExternal,
            Numbers(live, snapshot), out Dictionary<string, LiveImage> images);
        var save = new SaveOptions
        {
            Format = options.MemoryFormat,
            Running = running,
            Complete = d => Translation.Complete(Host.ContextOf(d)),
        };
        IEnumerable<PlanStep> more = running ? [.. overlays, new QmpStep("cont")] : overlays;
        new GuestSaving(Host.Guests).Write(record, monitor, snapshot.MemoryFile!, save, "snapshot", [.. more], staysRunning: options.Live && running);
        Follow(snapshot, images);
    }

    private void CreateDiskOnly(DomainSnapshot snapshot, SnapshotOptions options, GuestRecord record, QmpClient monitor, GuestDisks live)
    {
        IReadOnlyList<PlanStep> overlays = SnapshotPlan.Overlays(snapshot, live.Disks, live.Nodes, Host.ContextOf(live.Domain), options.ReuseExternal,
            Numbers(live, snapshot), out Dictionary<string, LiveImage> images);
        if (options.Quiesce)
        {
            Host.Guests.AgentCommand(record.Name, """{"execute":"guest-fsfreeze-freeze"}""", FreezePatience);
        }

        try
        {
            StateJob.Run(Host.Guests, record, monitor, overlays);
        }
        finally
        {
            if (options.Quiesce)
            {
                Host.Guests.AgentCommand(record.Name, """{"execute":"guest-fsfreeze-thaw"}""", FreezePatience);
            }
        }

        Follow(snapshot, images);
    }

    /// <summary>The new images are the disks' from now on, in the live definition and in the persistent one where it had the same.</summary>
    private void Follow(DomainSnapshot snapshot, Dictionary<string, LiveImage> images)
    {
        var former = new Dictionary<string, string?>();
        LiveDefinition.Change(Host.Guests.Store, Guest.Active!, domain =>
        {
            foreach (Disk disk in domain.Disks.Where(d => images.ContainsKey(d.TargetDev)))
            {
                former[disk.TargetDev] = disk.Source.Path;
                LiveDefinition.PutOnTop(disk, images[disk.TargetDev], keepChain: true);
            }
        });
        if (Guest.Definition is { } definition)
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

    private void CreateOffline(DomainSnapshot snapshot, SnapshotOptions options)
    {
        Domain domain = Defined() ?? throw new GuestNotFoundException(Guest.Name);
        if (Host.Known.KeptOf(Guest).CheckpointCount > 0 && (options.DiskOnly || snapshot.Disks.Exists(d => d.Location == SnapshotLocation.External)))
        {
            throw DomainException.Unsupported("support for offline external snapshots while checkpoint exists was not yet implemented");
        }

        snapshot.Memory = SnapshotLocation.No;
        SnapshotAlignment.Align(snapshot, domain.Disks, Request(options, isRunning: false, domain), d =>
            d.Source.Format ?? StorageFormat.Raw, File.Exists, LengthOf);
        CheckIsNew(snapshot, options);
        snapshot.State = SnapshotState.Shutoff;
        snapshot.Domain = Defined();
        var steps = new List<PlanStep>();
        List<Disk> inside = [.. domain.Disks.Where((d, i) => snapshot.Disks[i].Location == SnapshotLocation.Internal)];
        steps.AddRange(SnapshotPlan.InternalOffline(snapshot.Name!, inside.Select(d => d.Source.Path!)));
        var outside = domain.Disks.Zip(snapshot.Disks).Where(p => p.Second.Location == SnapshotLocation.External).ToList();
        steps.AddRange(SnapshotPlan.OverlaysOffline(outside.Select(p => (p.Second, p.First.Source.Path!, p.First.Source.Format ?? StorageFormat.Raw)),
            options.ReuseExternal));
        OfflineJob.Run(Host.Guests.Store.Settings, Guest, steps);
        if (outside.Count > 0)
        {
            DefinitionText.Change(Guest.Definition!.Path, defined =>
            {
                foreach ((Disk disk, SnapshotDisk entry) in outside)
                {
                    LiveDefinition.PutOnTop(defined.Disks.First(d => d.TargetDev == disk.TargetDev), LiveDefinition.ImageOf(entry.Source), keepChain: false);
                }

                return true;
            });
        }
    }

    private static StorageFormat FormatOf(GuestDisks live, Disk disk) =>
        live.Disks.FirstOrDefault(l => l.Disk == disk) is { } found && StorageFormat.Names.TryParse(found.Top.Driver, out StorageFormat format)
            ? format
            : disk.Source.Format ?? StorageFormat.Raw;

    private static ulong? LengthOf(string path) => File.Exists(path) ? (ulong)new FileInfo(path).Length : null;
}
