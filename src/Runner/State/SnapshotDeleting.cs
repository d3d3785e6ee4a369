using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Deletes snapshots of guests (guest-state.md 3.7): what only they hold is merged into what stays.</summary>
public sealed class SnapshotDeleting(GuestSnapshots snapshots)
{
    /// <param name="name">The snapshot.</param>
    /// <param name="children">All below it as well.</param>
    /// <param name="childrenOnly">Only those below it.</param>
    /// <param name="metadataOnly">The images stay as they are.</param>
    public void Delete(string name, bool children, bool childrenOnly, bool metadataOnly)
    {
        MomentTree tree = snapshots.Tree();
        DomainSnapshot snapshot = snapshots.Get(name);
        List<DomainSnapshot> below = children || childrenOnly ? [.. tree.DescendantsOf(name).Reverse().Select(m => snapshots.Get(m.Name))] : [];
        if (!metadataOnly)
        {
            if (below.Exists(s => s.IsExternal))
            {
                throw DomainException.Unsupported("deletion of external children disk snapshots not supported");
            }

            if (children && snapshot.IsExternal)
            {
                throw DomainException.Unsupported("deletion of external disk snapshots with children not supported");
            }
        }

        foreach (DomainSnapshot one in childrenOnly ? below : [.. below, snapshot])
        {
            if (!metadataOnly)
            {
                DeleteData(one);
            }

            Forget(one);
        }
    }

    private void DeleteData(DomainSnapshot snapshot)
    {
        if (snapshot.IsExternal)
        {
            DeleteExternal(snapshot);
        }
        else
        {
            DeleteInternal(snapshot);
        }
    }

    private void DeleteInternal(DomainSnapshot snapshot)
    {
        List<string> names = [.. snapshot.Disks.Where(d => d.Location == SnapshotLocation.Internal).Select(d => d.Name)];
        if (snapshots.Guest.Active is { } record)
        {
            using QmpClient monitor = snapshots.Host.Guests.Connect(record);
            GuestDisks live = GuestDisks.Of(snapshots.Host.Guests, record, monitor);
            string[] nodes = [.. live.Disks.Where(d => live.Nodes[d.Top.Node]?.Snapshots.Any(s => s.Name == snapshot.Name) == true).Select(d => d.Top.Node)];
            if (nodes.Length > 0)
            {
                StateJob.Run(snapshots.Host.Guests, record, monitor, SnapshotPlan.Internal("delete", snapshot.Name!, nodes));
            }

            return;
        }

        Domain? defined = snapshots.Defined();
        OfflineJob.Run(snapshots.Host.Guests.Store.Settings, snapshots.Guest,
            (defined?.Disks ?? []).Where(d => names.Contains(d.TargetDev) && d.Source.Path is not null).Select(d =>
            new RunCommand("qemu-img", ["snapshot", "-d", snapshot.Name!, d.Source.Path!]) { IgnoreErrors = true, TimeLimit = TimeSpan.FromMinutes(30) }));
    }

    private void DeleteExternal(DomainSnapshot snapshot)
    {
        MomentTree tree = snapshots.Tree();
        IReadOnlyList<Moment> children = tree.ChildrenOf(snapshot.Name!);
        if (children.Count > 1)
        {
            throw DomainException.Unsupported("deletion of external disk snapshot with multiple children snapshots not supported");
        }

        if (snapshot.IsCurrent && children.Count > 0)
        {
            throw DomainException.Unsupported("deletion of active external snapshot that is not a leaf snapshot is not supported");
        }

        if (tree.ParentOf(snapshot.Name!) is { } parent && snapshots.Get(parent) is { IsExternal: false })
        {
            throw DomainException.NotSupported("deleting external snapshot that has internal snapshot as parent not supported");
        }

        List<SnapshotDisk> overlays = [.. (snapshot.RevertDisks.Count > 0 ? snapshot.RevertDisks : snapshot.Disks)
            .Where(d => d.Location == SnapshotLocation.External)];
        if (tree.IsLeaf(snapshot.Name!) && !snapshot.IsCurrent)
        {
            RemoveBranch(snapshot, overlays);
        }
        else if (snapshots.Guest.Active is { } record)
        {
            MergeLive(record, overlays);
        }
        else
        {
            MergeOffline(overlays);
        }

        if (snapshot.MemoryFile is { } memory)
        {
            Files.Delete(memory);
        }

        Correct(snapshot, overlays);
    }

    /// <summary>
    /// The images of a branch that was given up: those that the snapshot froze, and those made on them. What the guest or another snapshot stands on stays.
    /// </summary>
    private void RemoveBranch(DomainSnapshot snapshot, List<SnapshotDisk> overlays)
    {
        HashSet<string> used = InUse(snapshot);
        foreach (SnapshotDisk overlay in overlays)
        {
            string? frozen = snapshot.Domain?.Disks.Find(d => d.TargetDev == overlay.Name)?.Source is { Type: StorageType.File, Path: { } path } ? path : null;
            foreach (string file in new[] { overlay.Source.Path, frozen }.OfType<string>().Where(f => !used.Contains(f)))
            {
                Files.Delete(file);
            }
        }
    }

    /// <summary>Files that the guest has, with all below them, and those that other snapshots froze.</summary>
    private HashSet<string> InUse(DomainSnapshot deleted)
    {
        IEnumerable<Disk> now = snapshots.Defined()?.Disks ?? [];
        if (snapshots.Guest.Active is { } record)
        {
            string xml = File.ReadAllText(snapshots.Host.Guests.Store.DomainXmlOf(record.Name));
            now = now.Concat(DomainReader.Read(xml, new ReadingOptions { IgnoreUnknown = true }).Disks);
        }

        IEnumerable<string> tops = now.Select(d => d.Source).Where(s => s.Type == StorageType.File).Select(s => s.Path).OfType<string>().Where(File.Exists);
        IEnumerable<string> frozen = snapshots.All().Where(s => s.Name != deleted.Name)
            .SelectMany(s => s.Domain?.Disks ?? []).Select(d => d.Source.Path).OfType<string>();
        return [.. tops.Distinct().SelectMany(ImageFileChain.Of).Select(i => i.Path), .. frozen];
    }

    /// <summary>Each image that the snapshot made is merged into the one below it.</summary>
    private void MergeLive(GuestRecord record, List<SnapshotDisk> overlays)
    {
        var jobs = snapshots.Host.BlockJobs;
        foreach (SnapshotDisk overlay in overlays)
        {
            int place;
            using (QmpClient monitor = snapshots.Host.Guests.Connect(record))
            {
                LiveDisk disk = GuestDisks.Of(snapshots.Host.Guests, record, monitor).Find(overlay.Name);
                place = disk.Images.Select((image, i) => (image, i)).Where(p => p.image.File == overlay.Source.Path).Select(p => p.i).DefaultIfEmpty(-1)
                    .First();
                if (place < 0 || place + 1 >= disk.Images.Count)
                {
                    throw new GuestException("failed to find parent disk source in backing chain");
                }
            }

            string id = jobs.Commit(record.Name, overlay.Name,
                new CommitRequest { Top = overlay.Source.Path, Shallow = true, Active = place == 0, Delete = true });
            jobs.Wait(record.Name, overlay.Name, id, _ => true);
            if (place == 0)
            {
                jobs.Pivot(record.Name, overlay.Name);
            }
        }
    }

    private void MergeOffline(List<SnapshotDisk> overlays)
    {
        Domain defined = snapshots.Defined() ?? throw new GuestNotFoundException(snapshots.Guest.Name);
        foreach (SnapshotDisk overlay in overlays)
        {
            string file = overlay.Source.Path!;
            Disk disk = defined.Disks.Find(d => d.TargetDev == overlay.Name) ?? throw new GuestException("failed to find parent disk source in backing chain");
            var chain = ImageFileChain.Of(disk.Source.Path!);
            int place = chain.FindIndex(i => i.Path == file);
            if (place < 0 || place + 1 >= chain.Count)
            {
                throw new GuestException("failed to find parent disk source in backing chain");
            }

            var steps = new List<PlanStep> { new RunCommand("qemu-img", ["commit", "-q", "-d", file]) { Purpose = $"merging '{file}'",
                TimeLimit = TimeSpan.FromHours(6) } };
            if (place > 0)
            {
                string[] rebase = ["rebase", "-u", "-F", chain[place + 1].Format, "-f", chain[place - 1].Format, "-b", chain[place + 1].Path,
                    chain[place - 1].Path];
                steps.Add(new RunCommand("qemu-img", rebase) { Purpose = $"putting '{chain[place - 1].Path}' on '{chain[place + 1].Path}'" });
            }

            steps.Add(new RemoveFile(file));
            OfflineJob.Run(snapshots.Host.Guests.Store.Settings, snapshots.Guest, steps);
            if (place == 0)
            {
                ImageFile below = chain[1];
                DefinitionText.Change(snapshots.Guest.Definition!.Path, domain =>
                {
                    Disk top = domain.Disks.First(d => d.TargetDev == overlay.Name);
                    top.Source = LiveDefinition.SourceOf(new LiveImage("", "", below.Path, below.Format));
                    return true;
                });
            }
        }
    }

    /// <summary>Snapshots made later no longer stand on the images that went.</summary>
    private void Correct(DomainSnapshot deleted, List<SnapshotDisk> overlays)
    {
        foreach (Moment moment in snapshots.Tree().DescendantsOf(deleted.Name!))
        {
            DomainSnapshot later = snapshots.Get(moment.Name);
            foreach (SnapshotDisk overlay in overlays)
            {
                StorageSource? below = deleted.Domain?.Disks.Find(d => d.TargetDev == overlay.Name)?.Source;
                foreach (Domain domain in new[] { later.Domain, later.InactiveDomain }.OfType<Domain>())
                {
                    if (below is not null && domain.Disks.Find(d => d.TargetDev == overlay.Name) is { } disk)
                    {
                        // what its own image stands on is for the images to say
                        disk.Source = LiveDefinition.Without(disk.Source, overlay.Source.Path!, below);
                        disk.Source.Backing = null;
                    }
                }
            }

            snapshots.Store(later, makeCurrent: false);
        }
    }

    private void Forget(DomainSnapshot deleted)
    {
        // one of those made on it may have made it the current one as it went
        DomainSnapshot snapshot = snapshots.Get(deleted.Name!);
        foreach (DomainSnapshot child in snapshots.All().Where(s => s.Parent == snapshot.Name))
        {
            child.Parent = snapshot.Parent;
            snapshots.Store(child, makeCurrent: false);
        }

        snapshots.Remove(snapshot.Name!);
        if (snapshots.Tree() is var tree && snapshot is { IsCurrent: true, Parent: { } parent } && tree.Has(parent))
        {
            snapshots.Store(snapshots.Get(parent), makeCurrent: true);
        }
    }
}
