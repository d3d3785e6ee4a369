namespace VirshLite.Translator.Plan;

/// <summary>
/// Makes a macvtap let through what the guest's card wants: its MAC address, its multicast groups, all of them or everything (network.md 7).
/// </summary>
/// <param name="Device">The link on the host.</param>
public sealed record FollowRxFilter(string Device) : PlanStep
{
    /// <summary>The card's address.</summary>
    public required string Mac { get; init; }

    /// <summary>The card takes all that comes.</summary>
    public bool IsPromiscuous { get; init; }

    /// <summary>The card takes multicasts at all.</summary>
    public bool IsMulticast { get; init; }

    /// <summary>The card takes all multicasts.</summary>
    public bool IsAllMulticast { get; init; }

    /// <summary>The groups that it takes.</summary>
    public IReadOnlyList<string> Multicasts { get; init; } = [];
}
