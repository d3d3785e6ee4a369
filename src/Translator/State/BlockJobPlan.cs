using VirshLite.DomainParser;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>Block jobs as steps: how each begins and how it ends (guest-state.md 4.2 to 4.4).</summary>
public static class BlockJobPlan
{
    /// <summary>Merges images into one further down.</summary>
    /// <param name="disk">The guest's disk.</param>
    /// <param name="top">The uppermost image to merge; 0 = the one that the guest writes to.</param>
    /// <param name="below">The image that they are merged into.</param>
    /// <param name="speed">Bytes a second; 0 = no limit.</param>
    /// <param name="masksProtocol">QEMU can write a plain backing format over a raw image without format node.</param>
    /// <param name="backingFile">What the image above the top one is to record; null: its new backing's name.</param>
    /// <exception cref="DomainException">That cannot be merged.</exception>
    public static (BlockJob Job, QmpStep Step) Commit(LiveDisk disk, int top, int below, ulong speed, bool masksProtocol, string? backingFile = null,
        bool deletes = false)
    {
        LiveImage topImage = disk.Images[top];
        if (top + 1 >= disk.Images.Count)
        {
            throw DomainException.Argument($"top '{topImage.File}' in chain for '{disk.Target}' has no backing file");
        }

        if (below <= top || below >= disk.Images.Count)
        {
            throw DomainException.Argument($"could not find base image in chain for '{disk.Target}'");
        }

        bool active = top == 0;
        var job = new BlockJob
        {
            Id = $"commit-{disk.Target}-{topImage.Node}",
            Kind = active ? BlockJobKind.ActiveCommit : BlockJobKind.Commit,
            Disk = disk.Target,
            Images = disk.Images,
            Top = top,
            Base = below,
            DeletesFiles = deletes,
        };
        PropertyBag arguments = new PropertyBag()
            .Add("device", disk.Device).Add("job-id", job.Id).Add("top-node", topImage.Node).Add("base-node", disk.Images[below].Node)
            .Add("backing-file", active ? null : backingFile ?? disk.Images[below].File)
            .AddPositive("speed", speed).Add("auto-finalize", true).Add("auto-dismiss", false).Add("backing-mask-protocol", masksProtocol ? true : null);
        return (job, new QmpStep("block-commit", arguments));
    }

    /// <summary>Takes what lies below into the top image.</summary>
    /// <param name="below">The image that stays below; null: none does.</param>
    public static (BlockJob Job, QmpStep Step) Pull(LiveDisk disk, int? below, ulong speed, bool masksProtocol)
    {
        var job = new BlockJob
        {
            Id = $"pull-{disk.Target}-{disk.Top.Node}",
            Kind = BlockJobKind.Pull,
            Disk = disk.Target,
            Images = disk.Images,
            Top = 1,
            Base = below ?? disk.Images.Count,
        };
        PropertyBag arguments = new PropertyBag().Add("device", disk.Device).Add("job-id", job.Id);
        if (below is { } image)
        {
            arguments.Add("base-node", disk.Images[image].Node).Add("backing-file", disk.Images[image].File);
        }

        arguments.AddPositive("speed", speed).Add("auto-finalize", true).Add("auto-dismiss", false).Add("backing-mask-protocol", masksProtocol ? true : null);
        return (job, new QmpStep("block-stream", arguments));
    }

    /// <summary>Mirrors the disk to an image whose nodes are there already.</summary>
    public static (BlockJob Job, QmpStep Step) Copy(LiveDisk disk, LiveImage mirror, bool shallow, CopyTuning tuning)
    {
        var job = new BlockJob
        {
            Id = $"copy-{disk.Target}-{disk.Top.Node}",
            Kind = BlockJobKind.Copy,
            Disk = disk.Target,
            Images = disk.Images,
            Base = disk.Images.Count,
            Mirror = mirror,
            Shallow = shallow,
        };
        PropertyBag arguments = new PropertyBag()
            .Add("job-id", job.Id).Add("device", disk.Device).Add("target", mirror.Node).Add("replaces", disk.Top.Node)
            .AddPositive("speed", tuning.Speed).AddPositive("granularity", tuning.Granularity).AddPositive("buf-size", tuning.BufferSize)
            .Add("sync", shallow ? "top" : "full").Add("copy-mode", tuning.SynchronousWrites ? "write-blocking" : null)
            .Add("auto-finalize", true).Add("auto-dismiss", false);
        return (job, new QmpStep("blockdev-mirror", arguments));
    }

    /// <summary>The disk goes over to the target of a job that is ready. What the guest writes until the bitmaps are merged is noted meanwhile.</summary>
    public static IReadOnlyList<PlanStep> Pivot(BlockJob job, bool targetTakesBitmaps)
    {
        var steps = new List<PlanStep>();
        if (targetTakesBitmaps)
        {
            TransactionActions actions = new TransactionActions().AddBitmap(TargetOf(job), BitmapChain.TemporaryWrites, persistent: false, disabled: false);
            steps.Add(new QmpStep("transaction", actions.Arguments) { IgnoreErrors = true });
        }

        steps.Add(new QmpStep("job-complete", new PropertyBag().Add("id", job.Id)) { Purpose = $"block job '{job.Id}' failed while pivoting" });
        return steps;
    }

    /// <summary>Ends a job; a mirror that is ready keeps a whole copy.</summary>
    public static QmpStep Cancel(BlockJob job, bool force = false) =>
        new("block-job-cancel", force ? new PropertyBag().Add("device", job.Id).Add("force", true) : new PropertyBag().Add("device", job.Id));

    /// <summary>
    /// QEMU forgets a job that has concluded. It keeps the job's nodes until then, and one of version 7.2 does not survive it if somebody looks at them (seen
    /// with block-stream).
    /// </summary>
    public static QmpStep Dismiss(BlockJob job) => new("job-dismiss", new PropertyBag().Add("id", job.Id)) { IgnoreErrors = true };

    /// <summary>What is left to do once a job has concluded and is dismissed. Each step may have been done before: whoever does them can be killed.</summary>
    /// <param name="job">As it was begun.</param>
    /// <param name="nodes">What QEMU has now.</param>
    /// <param name="failed">It ended with an error.</param>
    public static IReadOnlyList<PlanStep> Finish(BlockJob job, BlockNodes nodes, bool failed)
    {
        var steps = new List<PlanStep>();
        bool moved = !failed && (!job.IsMirror || job.Pivots);
        if (moved)
        {
            TransactionActions actions = Merged(job, nodes);
            if (!actions.IsEmpty)
            {
                steps.Add(new QmpStep("transaction", actions.Arguments) { IgnoreErrors = true });
            }
        }

        foreach (LiveImage image in Gone(job, moved))
        {
            foreach (string node in image.Nodes.Where(n => nodes[n] is not null))
            {
                steps.Add(new QmpStep("blockdev-del", new PropertyBag().Add("node-name", node)) { IgnoreErrors = true });
            }

            bool deletes = job.Kind == BlockJobKind.Backup ? job.DeletesFiles || (failed && job.DeletesFailed) : moved && job.DeletesFiles;
            if (deletes && image.File.StartsWith('/'))
            {
                steps.Add(new RemoveFile(image.File));
            }
        }

        if (job.Bitmap is { } bitmap && nodes[job.Images[0].Node]?.Bitmap(bitmap) is not null)
        {
            steps.Add(new QmpStep("block-dirty-bitmap-remove", new PropertyBag().Add("node", job.Images[0].Node).Add("name", bitmap)) { IgnoreErrors = true });
        }

        return steps;
    }

    /// <summary>Images that are no longer used once the job is over.</summary>
    public static IReadOnlyList<LiveImage> Gone(BlockJob job, bool moved) => (job.Kind, moved) switch
    {
        (BlockJobKind.Backup, _) => job.Mirror is { } store ? [store] : [],
        (BlockJobKind.Copy, false) => job.Mirror is { } mirror ? [mirror] : [],
        (_, false) => [],
        (BlockJobKind.Copy, true) => [.. job.Images.Take(job.Shallow ? 1 : job.Images.Count)],
        _ => [.. job.Images.Take(job.Base).Skip(job.Top)],
    };

    private static string TargetOf(BlockJob job) => job.Mirror?.Node ?? job.Images[job.Base].Node;

    private static TransactionActions Merged(BlockJob job, BlockNodes nodes)
    {
        var chain = new BitmapChain(nodes, job.Images.Select(i => i.Node));
        TransactionActions actions = job.Kind switch
        {
            BlockJobKind.Commit or BlockJobKind.ActiveCommit => chain.From(job.Top).AfterCommit(job.Base - job.Top, job.Kind == BlockJobKind.ActiveCommit),
            BlockJobKind.Copy => chain.AfterCopy(job.Mirror!.Node, job.Shallow),
            _ => new TransactionActions(),
        };

        // nothing was noted where the note could not be made
        bool onlyRemoves = actions.All.Count == 1 && nodes[TargetOf(job)]?.Bitmap(BitmapChain.TemporaryWrites) is null;
        return onlyRemoves ? new TransactionActions() : actions;
    }
}

/// <summary>How a copy is made; 0 = as QEMU does it.</summary>
/// <param name="Speed">Bytes a second.</param>
/// <param name="Granularity">Bytes that one bit of what is still to copy stands for.</param>
/// <param name="BufferSize">Bytes under way at a time.</param>
/// <param name="SynchronousWrites">The guest's writes go to both before they count as done.</param>
public sealed record CopyTuning(ulong Speed = 0, uint Granularity = 0, ulong BufferSize = 0, bool SynchronousWrites = false);
