using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>Snapshots of guests as steps (guest-state.md 3.3 to 3.7).</summary>
public static class SnapshotPlan
{
    /// <summary>New images on top of a running guest's disks, all at one moment.</summary>
    /// <param name="snapshot">Aligned with the guest.</param>
    /// <param name="firstNumber">Of the new images' nodes; the others follow.</param>
    /// <param name="images">What came of it, by the disk's target.</param>
    public static IReadOnlyList<PlanStep> Overlays(
        DomainSnapshot snapshot, IReadOnlyList<LiveDisk> disks, BlockNodes nodes, TranslationContext context, bool reuse, uint firstNumber,
        out Dictionary<string, LiveImage> images)
    {
        var steps = new List<PlanStep>();
        var actions = new TransactionActions();
        images = [];
        uint number = firstNumber;
        foreach (SnapshotDisk entry in snapshot.Disks.Where(d => d.Location == SnapshotLocation.External))
        {
            LiveDisk disk = LiveDisks.Find(disks, entry.Name);
            BlockNode? top = nodes[disk.Top.Node];
            var image = new NewImage(entry.Source, entry.Source.Format ?? StorageFormat.Qcow2, number++, disk.Disk, context)
            {
                Capacity = top?.Capacity ?? 0,
                ClusterSize = top is { Driver: "qcow2" } ? top.ClusterSize : 0,
                RecordedBacking = disk.Top,
                Exists = reuse,
            };
            steps.AddRange(image.Steps());
            disk.Bitmaps(nodes).ContinueIn(image.Live.Node, actions);
            actions.Snapshot(disk.Top.Node, image.Live.Node);
            images.Add(entry.Name, image.Live);
        }

        if (!actions.IsEmpty)
        {
            steps.Add(new QmpStep("transaction", actions.Arguments));
        }

        return steps;
    }

    /// <summary>Writes, loads or deletes a snapshot inside a running guest's images.</summary>
    /// <param name="what">save, load or delete.</param>
    /// <param name="nodes">Format nodes of its images; the memory goes into the first.</param>
    public static IReadOnlyList<PlanStep> Internal(string what, string name, IReadOnlyList<string> nodes)
    {
        string job = $"internal-snapshot-{what}-{name}";
        PropertyBag arguments = new PropertyBag().Add("job-id", job).Add("tag", name).Add("vmstate", what == "delete" ? null : nodes[0])
            .AddArray("devices", nodes.Select(n => (PropertyValue)new TextProperty(n)));
        PlanStep dismiss = new QmpStep("job-dismiss", new PropertyBag().Add("id", job)) { IgnoreErrors = true };
        string purpose = what switch
        {
            "load" => $"operation failed: load of internal snapshot '{name}' job failed",
            _ => $"operation failed: snapshot-{what} job failed",
        };
        return
        [
            new QmpStep("snapshot-" + what, arguments) { Undo = [dismiss], UndoAt = UndoTime.Failure },
            new WaitForJob(job) { Purpose = purpose },
            dismiss,
        ];
    }

    /// <summary>qemu-img's way with a guest that is off: one command a disk, taken back if a later one fails.</summary>
    public static IEnumerable<PlanStep> InternalOffline(string name, IEnumerable<string> files) =>
        files.Select(f => new RunCommand("qemu-img", ["snapshot", "-c", name, f])
        {
            Purpose = $"creating snapshot '{name}' in '{f}'",
            TimeLimit = TimeSpan.FromMinutes(30),
            Undo = [new RunCommand("qemu-img", ["snapshot", "-d", name, f]) { IgnoreErrors = true }],
            UndoAt = UndoTime.Failure,
        });

    /// <summary>New images on top of the disks of a guest that is off.</summary>
    public static IEnumerable<PlanStep> OverlaysOffline(IEnumerable<(SnapshotDisk Entry, string Backing, StorageFormat Format)> disks, bool reuse)
    {
        foreach ((SnapshotDisk entry, string backing, StorageFormat format) in disks)
        {
            string file = entry.Source.Path!;
            if (!reuse)
            {
                string options = $"backing_fmt={StorageFormat.Names[format]},backing_file={OptionText.DoubleCommas(backing)}";
                if (entry.Source.Type == StorageType.File)
                {
                    // only its owner's from the first byte on, whatever the umask is
                    yield return new PatchFile(file, 0, []) { Creates = true, Undo = [new RemoveFile(file)], UndoAt = UndoTime.Failure };
                }

                yield return new RunCommand("qemu-img", ["create", "-f", StorageFormat.Names.Of(entry.Source.Format) ?? "qcow2", "-o", options, file])
                {
                    Purpose = $"creating '{file}'",
                };
            }
        }
    }
}
