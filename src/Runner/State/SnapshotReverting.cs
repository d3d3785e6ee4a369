using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Launching;
using VirshLite.Runner.Native;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>How a guest goes back to a snapshot.</summary>
public sealed record RevertOptions
{
    /// <summary>It runs afterwards, or is paused; null: as the snapshot was.</summary>
    public bool? Running { get; init; }

    public bool Force { get; init; }

    public bool ResetNvram { get; init; }

    /// <summary>What a start of a domain is planned with.</summary>
    public required Func<Domain, TranslationOptions, TranslationContext> ContextOf { get; init; }

    public required Func<TranslationContext, StartOptions> StartOptionsOf { get; init; }
}

/// <summary>Takes guests back to snapshots of theirs (guest-state.md 3.6).</summary>
public sealed class SnapshotReverting(GuestSnapshots snapshots, RevertOptions options)
{
    public void Revert(string name)
    {
        DomainSnapshot snapshot = snapshots.Get(name);
        Domain saved = snapshot.Domain ?? throw new GuestException(
            $"revert requires force: snapshot '{name}' lacks domain '{snapshots.Guest.Name}' rollback info");
        bool hadMemory = snapshot.State is SnapshotState.Running or SnapshotState.Paused;
        bool active = hadMemory || options.Running is not null;
        if (snapshots.Guest.Definition is null && !active)
        {
            throw new GuestException("Requested operation is not valid: transient domain needs to request run or pause to revert to inactive snapshot");
        }

        if (snapshots.Host.Known.KeptOf(snapshots.Guest).HasManagedSave && snapshot.Memory == SnapshotLocation.No && !options.Force)
        {
            throw new GuestException(
                "revert requires force: snapshot without memory state, removal of existing managed saved state strongly recommended to avoid corruption");
        }

        if (snapshots.Guest.Active is { } record)
        {
            if (!options.Force)
            {
                snapshots.Host.Guests.RefuseDeparted(record);
            }

            snapshots.Host.Guests.Destroy(snapshots.Guest.Name, reason: "from snapshot");
        }

        Domain definition = Copy(saved);
        Dictionary<string, SnapshotDisk> fresh = snapshot.IsExternal ? NewOverlays(snapshot, definition) : [];
        if (!snapshot.IsExternal && !hadMemory)
        {
            ApplyInternal(snapshot, definition);
        }

        Domain persistent = Copy(snapshot.InactiveDomain ?? saved);
        foreach (Disk disk in persistent.Disks.Where(d => fresh.ContainsKey(d.TargetDev)))
        {
            LiveImage image = LiveDefinition.ImageOf(fresh[disk.TargetDev].Source);
            if (hadMemory)
            {
                LiveDefinition.PutOnTop(disk, image, keepChain: false);
            }
            else
            {
                LiveDefinition.Replace(disk, image);
            }
        }

        persistent.Name = snapshots.Guest.Name;
        if (snapshots.Guest.Definition is not null)
        {
            snapshots.Host.Definitions.Define(persistent.Name, persistent.Uuid ?? snapshots.Guest.Uuid, DomainWriter.Write(persistent));
        }

        if (active)
        {
            Start(snapshot, definition, options.Running ?? snapshot.State == SnapshotState.Running);
        }

        KeepBooks(snapshot, fresh);
    }

    private static Domain Copy(Domain domain) => DomainReader.Read(DomainWriter.Write(domain), new ReadingOptions { IgnoreUnknown = true });

    private void Start(DomainSnapshot snapshot, Domain definition, bool running)
    {
        if (snapshot.Memory == SnapshotLocation.External)
        {
            var restoring = new GuestRestoring(snapshots.Host.Guests);
            restoring.Restore(snapshot.MemoryFile!, SavedImages.Read(snapshot.MemoryFile!), new RestoreOptions
            {
                Definition = definition,
                Running = running,
                ResetNvram = options.ResetNvram,
                Complete = d => Translation.Complete(snapshots.Host.ContextOf(d)),
                ContextOf = options.ContextOf,
                StartOptionsOf = options.StartOptionsOf,
                RunningReason = "from snapshot",
                PausedReason = "from snapshot",
            });
            return;
        }

        using GuestStart start = snapshots.Host.Guests.BeginStart(definition.Name);
        TranslationContext context = options.ContextOf(definition, new TranslationOptions { GuestId = start.Id, ForStart = true });
        using var chosen = context.Host as IDisposable;
        Translation.Complete(context);
        Cpu? defined = definition.Cpu;
        if (snapshot.Memory == SnapshotLocation.Internal && snapshot.Cookie?.Cpu is { } cpu)
        {
            cpu.Numa = defined?.Numa ?? cpu.Numa;
            definition.Cpu = cpu;
        }

        LaunchPlan plan = Translation.Plan(context);
        if (options.ResetNvram)
        {
            plan.Files.Where(f => f.Kind == PlannedFileKind.NvramFromTemplate).ToList().ForEach(f => Files.Delete(f.Path));
        }

        if (snapshot.Memory == SnapshotLocation.Internal)
        {
            HashSet<string> inside = [.. snapshot.Disks.Where(d => d.Location == SnapshotLocation.Internal).Select(d => d.Name)];
            string[] nodes = [.. definition.Disks.Where(d => inside.Contains(d.TargetDev)).Select(d => context.Storage.Of(d).Top!.EffectiveName)];
            plan.StepsBeforeRunning.AddRange(SnapshotPlan.Internal("load", snapshot.Name!, nodes));
        }

        GuestLauncher.Run(start, plan, options.StartOptionsOf(context) with
        {
            Paused = !running,
            RunningReason = snapshot.Memory == SnapshotLocation.Internal ? "from snapshot" : "booted",
            PausedReason = snapshot.Memory == SnapshotLocation.Internal ? "from snapshot" : "user",
            DefinedCpu = defined,
        });
    }

    private void ApplyInternal(DomainSnapshot snapshot, Domain definition)
    {
        HashSet<string> inside = [.. snapshot.Disks.Where(d => d.Location == SnapshotLocation.Internal).Select(d => d.Name)];
        OfflineJob.Run(snapshots.Host.Guests.Store.Settings, snapshots.Guest, definition.Disks.Where(d => inside.Contains(d.TargetDev)).Select(d =>
            new RunCommand("qemu-img", ["snapshot", "-a", snapshot.Name!, d.Source.Path!])
            {
                Purpose = $"going back to '{snapshot.Name}' in '{d.Source.Path}'",
                TimeLimit = TimeSpan.FromMinutes(30)
            }));
    }

    /// <summary>The disks as they were stay as they are: new images are put on top of them.</summary>
    private Dictionary<string, SnapshotDisk> NewOverlays(DomainSnapshot snapshot, Domain definition)
    {
        string suffix = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var made = new Dictionary<string, SnapshotDisk>();
        var disks = new List<(SnapshotDisk, string, StorageFormat)>();
        foreach (SnapshotDisk entry in snapshot.Disks.Where(d => d.Location == SnapshotLocation.External))
        {
            Disk disk = definition.Disks.Find(d => d.TargetDev == entry.Name) ?? throw DomainException.Unsupported($"no disk named '{entry.Name}'");
            if (disk.Source is not { Type: StorageType.File, Path: { } path })
            {
                throw DomainException.Unsupported($"source disk for '{entry.Name}' is not a regular file, reverting to snapshot is not supported");
            }

            int slash = path.LastIndexOf('/');
            int dot = path.LastIndexOf('.');
            var fresh = new SnapshotDisk { Name = entry.Name, Location = SnapshotLocation.External };
            fresh.Source.Format = StorageFormat.Qcow2;
            fresh.Source.Path = $"{(dot > slash ? path[..dot] : path)}.{suffix}";
            made.Add(entry.Name, fresh);
            disks.Add((fresh, path, disk.Source.Format ?? StorageFormat.Raw));
        }

        OfflineJob.Run(snapshots.Host.Guests.Store.Settings, snapshots.Guest, SnapshotPlan.OverlaysOffline(disks, reuse: false));
        foreach (Disk disk in definition.Disks.Where(d => made.ContainsKey(d.TargetDev)))
        {
            LiveDefinition.PutOnTop(disk, LiveDefinition.ImageOf(made[disk.TargetDev].Source), keepChain: true);
        }

        return made;
    }

    /// <summary>Overlays that nobody uses any more go; the snapshot notes the new ones (guest-state.md 3.6).</summary>
    private void KeepBooks(DomainSnapshot snapshot, Dictionary<string, SnapshotDisk> fresh)
    {
        if (snapshots.Current() is { } former && fresh.Count > 0)
        {
            foreach (SnapshotDisk disk in (former.RevertDisks.Count > 0 ? former.RevertDisks : former.Disks)
                .Where(d => d.Location == SnapshotLocation.External && fresh.ContainsKey(d.Name)))
            {
                if (disk.Source.Path is { } path && !IsUsed(path, former, snapshot))
                {
                    Files.Delete(path);
                }
            }

            if (former.Name != snapshot.Name)
            {
                former.RevertDisks.Clear();
                snapshots.Store(former, makeCurrent: false);
            }
        }

        if (fresh.Count > 0)
        {
            bool hasChildren = !snapshots.Tree().IsLeaf(snapshot.Name!);
            List<SnapshotDisk> place = hasChildren ? snapshot.RevertDisks : snapshot.Disks;
            if (hasChildren)
            {
                place.Clear();
                place.AddRange(snapshot.Disks.Select(d =>
                    fresh.GetValueOrDefault(d.Name) ?? new SnapshotDisk { Name = d.Name, Location = SnapshotLocation.No }));
            }
            else
            {
                for (int i = 0; i < place.Count; i++)
                {
                    place[i] = fresh.GetValueOrDefault(place[i].Name) ?? place[i];
                }
            }
        }

        snapshots.Store(snapshot, makeCurrent: true);
    }

    /// <summary>Another snapshot's guest stands on the file.</summary>
    private bool IsUsed(string path, DomainSnapshot former, DomainSnapshot target) =>
        snapshots.All().Any(s => s.Domain?.Disks.Exists(d => d.Source.Path == path) == true)
        || target.Disks.Exists(d => d.Source.Path == path && target.Name != former.Name && !snapshots.Tree().IsLeaf(target.Name!));
}
