using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.State;

/// <summary>
/// Images below a disk's top one are open for reading only; what is written into them, a bitmap's end for example, needs them reopened for a moment
/// (guest-state.md 4.6).
/// </summary>
public static class ImageReopening
{
    /// <summary>The steps, with the images writable around them; they are read-only again afterwards, also where a step failed.</summary>
    /// <param name="disk">The guest's disk.</param>
    /// <param name="nodes">Format nodes of its images, in the order in which they are reopened.</param>
    /// <param name="steps">What is to be done meanwhile.</param>
    /// <param name="context">Of the guest.</param>
    public static IEnumerable<PlanStep> Around(LiveDisk disk, IReadOnlyList<string> nodes, IEnumerable<PlanStep> steps, TranslationContext context)
    {
        foreach (string node in nodes)
        {
            yield return Reopen(disk, node, readOnly: false, context) with
            {
                Undo = [Reopen(disk, node, readOnly: true, context) with { IgnoreErrors = true }],
                UndoAt = UndoTime.Failure,
            };
        }

        foreach (PlanStep step in steps)
        {
            yield return step;
        }

        foreach (string node in nodes)
        {
            yield return Reopen(disk, node, readOnly: true, context) with { IgnoreErrors = true };
        }
    }

    private static QmpStep Reopen(LiveDisk disk, string node, bool readOnly, TranslationContext context)
    {
        int place = disk.Images.Select((image, i) => (image, i)).First(p => p.image.Node == node).i;
        ImageNode reopened = DiskImages.WithDiskSettings(Node(disk.Images[place]), disk.Disk);
        reopened.ReadOnly = readOnly;
        reopened.IsChainEnd = place + 1 == disk.Images.Count;
        reopened.Backing = reopened.IsChainEnd ? null : Node(disk.Images[place + 1]);
        PropertyBag options = StorageNodes.Format(reopened, context.Rules)!;
        return new QmpStep("blockdev-reopen", new PropertyBag().AddArray("options", [new ObjectProperty(options)]));
    }

    /// <summary>An image that is there, under the names that its nodes have.</summary>
    internal static ImageNode Node(LiveImage live)
    {
        StorageFormat format = StorageFormat.Names.TryParse(live.Driver, out StorageFormat known) ? known : StorageFormat.Raw;
        var source = new StorageSource { Type = StorageType.File, Path = live.File, Format = format };
        return new ImageNode(source, live.StorageNode) { FormatName = live.Node == live.StorageNode ? null : live.Node, Format = format };
    }
}
