namespace VirshLite.Translator.Plan;

/// <summary>
/// One QMP command; <paramref name="Arguments"/> null = none. QEMU's refusal stops the plan, unless <see cref="PlanStep.IgnoreErrors"/> or
/// <see cref="AcceptedErrors"/> says
/// otherwise. Where libvirt's tests hold expected exchanges, these steps are held against them without a guest.
/// </summary>
public sealed record QmpStep(string Command, PropertyBag? Arguments = null) : PlanStep
{
    /// <summary>
    /// The name of a descriptor that an earlier <see cref="OpenResource"/> opened; it goes along with the command (<c>getfd</c>, <c>add-fd</c>).
    /// </summary>
    public string? Descriptor { get; init; }

    /// <summary>Members that the <c>return</c> has to have with these values; any other return is an error. null: every return will do.</summary>
    public PropertyBag? Expected { get; init; }

    /// <summary>QMP's error classes, or words of its description, that count as done: <c>DeviceNotFound</c> for something that was to be removed.</summary>
    public IReadOnlyList<string> AcceptedErrors { get; init; } = [];

    /// <summary>The name under which the executor keeps the <c>return</c>, for whoever plans the next part from it. null: it is not kept.</summary>
    public string? KeepAs { get; init; }

    /// <summary>How long QEMU may take to answer; null = a minute.</summary>
    public TimeSpan? TimeLimit { get; init; }
}
