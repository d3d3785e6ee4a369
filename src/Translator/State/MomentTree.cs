namespace VirshLite.Translator.State;

/// <summary>A snapshot or checkpoint among those of one guest.</summary>
/// <param name="Name">Its name, unique in the guest.</param>
/// <param name="Parent">The one it was made on; null for a root.</param>
/// <param name="CreationTime">Seconds since 1970.</param>
public sealed record Moment(string Name, string? Parent, long CreationTime);

/// <summary>Snapshots or checkpoints of a guest by who was made on whom. A parent that is not there makes a root.</summary>
public sealed class MomentTree
{
    private readonly Dictionary<string, Moment> byName = [];
    private readonly Dictionary<string, List<Moment>> children = [];

    public MomentTree(IEnumerable<Moment> moments)
    {
        foreach (Moment moment in moments.OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            byName[moment.Name] = moment;
        }

        foreach (Moment moment in byName.Values)
        {
            if (ParentOf(moment.Name) is { } parent)
            {
                ChildList(parent).Add(moment);
            }
            else
            {
                Roots.Add(moment);
            }
        }
    }

    public List<Moment> Roots { get; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyCollection<Moment> All => byName.Values;

    /// <summary>The last one of the line that nobody was made on; null where there is none, or more than one.</summary>
    public Moment? OnlyLeaf => All.Where(m => IsLeaf(m.Name)).ToList() is [var leaf] ? leaf : null;

    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary>null for a root, also where the parent that is written down is not there.</summary>
    public string? ParentOf(string name) => byName[name].Parent is { } parent && byName.ContainsKey(parent) && parent != name ? parent : null;

    public IReadOnlyList<Moment> ChildrenOf(string name) => children.TryGetValue(name, out List<Moment>? list) ? list : [];

    public bool IsLeaf(string name) => ChildrenOf(name).Count == 0;

    /// <summary>All below one, parents before their children.</summary>
    public IEnumerable<Moment> DescendantsOf(string name)
    {
        foreach (Moment child in ChildrenOf(name))
        {
            yield return child;
            foreach (Moment below in DescendantsOf(child.Name))
            {
                yield return below;
            }
        }
    }

    /// <summary>All, parents before their children.</summary>
    public IEnumerable<Moment> Topological() => Roots.SelectMany(r => DescendantsOf(r.Name).Prepend(r));

    private List<Moment> ChildList(string name)
    {
        if (!children.TryGetValue(name, out List<Moment>? list))
        {
            children.Add(name, list = []);
        }

        return list;
    }
}
