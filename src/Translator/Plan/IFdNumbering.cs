namespace VirshLite.Translator.Plan;

/// <summary>Gives each named descriptor of a plan its number; the last thing that happens to a plan.</summary>
public interface IFdNumbering
{
    int NumberOf(PlanResource resource);

    /// <summary>
    /// A path that stands in the descriptor's place (<c>path=</c> instead of <c>fd=</c>); null: the number is shown. Only previews, which open nothing, have
    /// one.
    /// </summary>
    string? PathOf(PlanResource resource) => null;
}

/// <summary>
/// One number after the other in the order of first use in the plan; descriptors that the caller handed in keep theirs. A launcher starts at 3.
/// </summary>
public sealed class DenseNumbering : IFdNumbering
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly HashSet<int> taken = [];
    private int next;

    public DenseNumbering(LaunchPlan plan, int first = 3)
    {
        next = first;
        foreach (PlanResource resource in plan.Resources)
        {
            if (resource is CallersFd callers)
            {
                taken.Add(callers.Number);
            }
        }

        foreach (PlanResource resource in plan.Resources)
        {
            NumberOf(resource);
        }
    }

    public int NumberOf(PlanResource resource)
    {
        if (resource is CallersFd callers)
        {
            return callers.Number;
        }

        if (!numbers.TryGetValue(resource.Name, out int number))
        {
            while (taken.Contains(next))
            {
                next++;
            }

            numbers.Add(resource.Name, number = next++);
        }

        return number;
    }
}
