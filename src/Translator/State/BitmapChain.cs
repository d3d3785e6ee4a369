using VirshLite.DomainParser;

namespace VirshLite.Translator.State;

/// <summary>
/// The bitmaps along a disk's chain of images and what becomes of them when images are merged, copied or backed up (guest-state.md 4.6). A bitmap that stands
/// for "since checkpoint X" has one part in each image from the top down to the one that was on top when X was made.
/// </summary>
public sealed class BitmapChain
{
    /// <summary>Notes the guest's writes between the end of a job and the moment the bitmaps are merged.</summary>
    public const string TemporaryWrites = "libvirt-tmp-activewrite";

    private readonly BlockNodes nodes;
    private readonly string[] layers;

    /// <param name="nodes">What the running QEMU reports.</param>
    /// <param name="layers">The node of each image of the chain, the top one first.</param>
    public BitmapChain(BlockNodes nodes, IEnumerable<string> layers)
    {
        this.nodes = nodes;
        this.layers = [.. layers];
    }

    /// <summary>The chain from an image downwards.</summary>
    public BitmapChain From(int layer) => new(nodes, layers[layer..]);

    /// <summary>
    /// Whether the bitmap covers all that was written since its checkpoint: usable on every image from the top down without a gap, and on none below the gap.
    /// </summary>
    public bool IsValid(string name)
    {
        bool begun = false;
        bool ended = false;
        foreach (string layer in layers)
        {
            if (nodes[layer]?.Bitmap(name) is not { } bitmap)
            {
                ended = true;
                continue;
            }

            if (ended || !bitmap.IsUsable)
            {
                return false;
            }

            begun = true;
        }

        return begun;
    }

    /// <summary>
    /// The bitmaps of the top image that a new image on top of it has to go on with: all that are usable, in QEMU's order (guest-state.md 3.3).
    /// </summary>
    public void ContinueIn(string overlay, TransactionActions actions)
    {
        foreach (NodeBitmap bitmap in nodes[layers[0]]?.Bitmaps.Where(b => b.IsUsable) ?? [])
        {
            actions.AddBitmap(overlay, bitmap.Name, persistent: true, disabled: false, bitmap.Granularity);
        }
    }

    /// <summary>
    /// After images from the top down to, but not including, <paramref name="baseLayer"/> were merged into it. <paramref name="active"/>: the guest was writing
    /// to the top.
    /// </summary>
    public TransactionActions AfterCommit(int baseLayer, bool active)
    {
        var actions = new TransactionActions();
        string target = layers[baseLayer];
        if (TakesBitmaps(target))
        {
            Merge(actions, baseLayer, target, active ? target : null);
        }

        return actions;
    }

    /// <summary>After the chain was copied to <paramref name="mirror"/>, all of it or (<paramref name="shallow"/>) only its top image.</summary>
    public TransactionActions AfterCopy(string mirror, bool shallow)
    {
        var actions = new TransactionActions();
        if (TakesBitmaps(mirror))
        {
            Merge(actions, shallow ? 1 : layers.Length, mirror, mirror);
        }

        return actions;
    }

    /// <summary>Gathers what was written since a checkpoint in one disabled bitmap of <paramref name="target"/>.</summary>
    /// <exception cref="DomainException">The checkpoint's bitmap is missing or broken.</exception>
    public void MergeForBackup(TransactionActions actions, string checkpoint, string target, string targetBitmap, string disk)
    {
        if (!IsValid(checkpoint))
        {
            throw new DomainException($"missing or broken bitmap '{checkpoint}' for disk '{disk}'", default, RefusalKind.Plain);
        }

        List<BitmapPlace> sources = Sources(checkpoint, layers.Length);
        ulong granularity = nodes[sources[0].Node]!.Bitmap(checkpoint)!.Granularity;
        actions.AddBitmap(target, targetBitmap, persistent: false, disabled: true, granularity).MergeBitmaps(target, targetBitmap, sources);
    }

    /// <summary>Takes a checkpoint's bitmap out of every image; those below the top have to be writable for that.</summary>
    /// <exception cref="DomainException">No image has it.</exception>
    public BitmapRemoval Remove(string name, string disk)
    {
        var actions = new TransactionActions();
        var reopened = new List<string>();
        for (int i = 0; i < layers.Length; i++)
        {
            if (nodes[layers[i]]?.Bitmap(name) is null)
            {
                continue;
            }

            actions.RemoveBitmap(layers[i], name);
            if (i > 0)
            {
                reopened.Insert(0, layers[i]);
            }
        }

        return actions.IsEmpty
            ? throw new DomainException($"bitmap '{name}' not found in backing chain of '{disk}'", default, RefusalKind.Plain)
            : new BitmapRemoval(actions, reopened);
    }

    /// <summary>All valid bitmaps of the top image, the last of QEMU's list first.</summary>
    private void Merge(TransactionActions actions, int end, string target, string? writesNode)
    {
        foreach (NodeBitmap bitmap in (nodes[layers[0]]?.Bitmaps ?? []).Reverse())
        {
            if (!IsValid(bitmap.Name))
            {
                continue;
            }

            List<BitmapPlace> sources = Sources(bitmap.Name, end);
            if (nodes[target]?.Bitmap(bitmap.Name) is null)
            {
                actions.AddBitmap(target, bitmap.Name, persistent: true, disabled: false, nodes[sources[0].Node]!.Bitmap(bitmap.Name)!.Granularity);
            }

            if (writesNode is not null)
            {
                sources.Add(new(writesNode, TemporaryWrites));
            }

            actions.MergeBitmaps(target, bitmap.Name, sources);
        }

        if (writesNode is not null)
        {
            actions.RemoveBitmap(writesNode, TemporaryWrites);
        }
    }

    private List<BitmapPlace> Sources(string name, int end) =>
        [.. layers.Take(end).TakeWhile(layer => nodes[layer]?.Bitmap(name) is not null).Select(layer => new BitmapPlace(layer, name))];

    /// <summary>Only qcow2 of version 3 keeps bitmaps; a node that QEMU does not report yet is the caller's own new image.</summary>
    private bool TakesBitmaps(string target) => nodes[target] is not { } node || (node.Driver == "qcow2" && !node.IsQcow2Version2);
}

/// <summary>Actions that remove a bitmap, and the read-only nodes that are reopened read-write around them, in this order.</summary>
public sealed record BitmapRemoval(TransactionActions Actions, IReadOnlyList<string> Reopened);
