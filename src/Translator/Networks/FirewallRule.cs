namespace VirshLite.Translator.Networks;

/// <summary>Which program keeps the rules of networks (networks.md 5).</summary>
public enum FirewallBackend
{
    Nftables,
    Iptables,
}

/// <summary>One word of a rule.</summary>
/// <param name="IsDevice">A device's name, which nft wants in quotes.</param>
public readonly record struct RuleWord(string Text, bool IsDevice)
{
    public static implicit operator RuleWord(string text) => new(text, false);

    /// <summary>A device's name, checked.</summary>
    public static RuleWord Device(string name) => new(DeviceName.Checked(name), true);
}

/// <summary>A rule that is put at the head of its chain, above those before it.</summary>
/// <param name="IsIpv6">The family that it stands in.</param>
/// <param name="Table">nft's table, or one of iptables': filter, nat, mangle.</param>
/// <param name="Words">What follows the chain's name.</param>
public sealed record FirewallRule(bool IsIpv6, string Table, string Chain, IReadOnlyList<RuleWord> Words)
{
    /// <summary>Its failure does not matter.</summary>
    public bool IgnoreErrors { get; init; }
}
