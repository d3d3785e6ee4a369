namespace VirshLite.Translator.Networks;

/// <summary>Whether somebody has taken away what a running network needs of the host's packet rules.</summary>
public static class PacketRuleCheck
{
    /// <summary>All of a network's rules are up, and so is what leads packets to them.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="backend">The program that keeps them.</param>
    /// <param name="mark">The comment that they bear.</param>
    /// <param name="listed">What the program lists of a table: <c>nft list table</c>, or <c>iptables --list-rules</c>; empty where there is none.</param>
    public static bool IsWhole(IEnumerable<FirewallRule> rules, FirewallBackend backend, string mark, Func<bool, string, string> listed) =>
        rules.Where(r => !r.IgnoreErrors).GroupBy(r => (r.IsIpv6, r.Table)).All(group =>
        {
            string text = listed(group.Key.IsIpv6, group.Key.Table);
            return backend == FirewallBackend.Nftables
                ? NftText.HasJumps(text) && NftText.Count(text, mark) == group.Count()
                : IptablesText.Shared(group.Key.Table, text).Length == 0 && IptablesText.Marked(text, mark).Count() >= group.Count();
        });
}
