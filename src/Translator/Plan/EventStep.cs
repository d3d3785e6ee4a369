namespace VirshLite.Translator.Plan;

/// <summary>
/// Waits until one of these events of QEMU comes; one that came since the plan began counts as well. After <paramref name="TimeLimit"/> it fails, or goes on
/// where
/// <see cref="MayBeMissing"/>.
/// </summary>
public sealed record WaitForEvent(IReadOnlyList<EventPattern> Events, TimeSpan TimeLimit) : PlanStep
{
    /// <summary>Events that mean that what is waited for has failed (<c>DEVICE_UNPLUG_GUEST_ERROR</c>).</summary>
    public IReadOnlyList<EventPattern> Failures { get; init; } = [];

    /// <summary>The plan goes on where no event comes in time.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>The name under which the executor keeps the event's data; null: it is not kept.</summary>
    public string? KeepAs { get; init; }
}

/// <summary>An event by its name and, where <see cref="Data"/> is given, by members of its data with these values.</summary>
public sealed record EventPattern(string Name)
{
    public PropertyBag? Data { get; init; }
}
