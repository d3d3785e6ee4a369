namespace VirshLite.Architecture;

/// <summary>Which namespace names which, drawn from arrows between types. A circle is a set of namespaces each of which reaches every other.</summary>
internal sealed class NamespaceGraph
{
    private readonly Dictionary<string, SortedSet<string>> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lowest = new(StringComparer.Ordinal);
    private readonly Stack<string> path = new();
    private readonly List<SortedSet<string>> circles = [];

    public NamespaceGraph(IEnumerable<TypeArrow> arrows)
    {
        foreach (TypeArrow arrow in arrows)
        {
            if (arrow.From.Namespace != arrow.To.Namespace)
            {
                TargetsOf(arrow.From.Namespace).Add(arrow.To.Namespace);
                TargetsOf(arrow.To.Namespace);
            }
        }

        foreach (string name in targets.Keys.Order(StringComparer.Ordinal).ToList())
        {
            if (!numbers.ContainsKey(name))
            {
                Visit(name);
            }
        }
    }

    /// <summary>The circles (Tarjan's strongly connected components of more than one namespace).</summary>
    public IReadOnlyList<IReadOnlySet<string>> Circles => circles;

    private SortedSet<string> TargetsOf(string name)
    {
        if (!targets.TryGetValue(name, out SortedSet<string>? found))
        {
            targets[name] = found = new SortedSet<string>(StringComparer.Ordinal);
        }

        return found;
    }

    private void Visit(string name)
    {
        numbers[name] = lowest[name] = numbers.Count;
        path.Push(name);
        foreach (string target in targets[name])
        {
            if (!numbers.ContainsKey(target))
            {
                Visit(target);
                lowest[name] = Math.Min(lowest[name], lowest[target]);
            }
            else if (path.Contains(target))
            {
                lowest[name] = Math.Min(lowest[name], numbers[target]);
            }
        }

        if (lowest[name] != numbers[name])
        {
            return;
        }

        var component = new SortedSet<string>(StringComparer.Ordinal);
        string member;
        do
        {
            member = path.Pop();
            component.Add(member);
        }
        while (member != name);
        if (component.Count > 1)
        {
            circles.Add(component);
        }
    }
}
