using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>The actions of one QMP <c>transaction</c>, in order: all of them happen or none.</summary>
public sealed class TransactionActions
{
    private readonly List<PropertyBag> actions = [];

    /// <summary>One bag an action: type and data.</summary>
    public IReadOnlyList<PropertyBag> All => actions;

    public bool IsEmpty => actions.Count == 0;

    /// <summary>The arguments of <c>transaction</c>.</summary>
    public PropertyBag Arguments => new PropertyBag().AddArray("actions", actions.Select(a => (PropertyValue)new ObjectProperty(a)));

    public TransactionActions AddBitmap(string node, string name, bool persistent, bool disabled, ulong? granularity = null) =>
        Add("block-dirty-bitmap-add", new PropertyBag()
        .Add("node", node).Add("name", name).Add("persistent", persistent).Add("disabled", disabled).Add("granularity", granularity));

    public TransactionActions MergeBitmaps(string node, string target, IEnumerable<BitmapPlace> sources) => Add("block-dirty-bitmap-merge", new PropertyBag()
        .Add("node", node)
        .Add("target", target)
        .AddArray("bitmaps", sources.Select(s => (PropertyValue)new ObjectProperty(new PropertyBag().Add("node", s.Node).Add("name", s.Name)))));

    public TransactionActions RemoveBitmap(string node, string name) => Add("block-dirty-bitmap-remove", new PropertyBag().Add("node", node).Add("name", name));

    /// <summary>Puts an overlay on top of a node.</summary>
    public TransactionActions Snapshot(string node, string overlay) => Add("blockdev-snapshot", new PropertyBag().Add("node", node).Add("overlay", overlay));

    public TransactionActions Add(string type, PropertyBag data)
    {
        actions.Add(new PropertyBag().Add("type", type).Add("data", data));
        return this;
    }
}

/// <summary>A bitmap of a node.</summary>
public sealed record BitmapPlace(string Node, string Name);
