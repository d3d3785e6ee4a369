using System.Text;
using VirshLite.Runner.Commands;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Firewall;

/// <summary>The packet rules that are up on this host, looked through for those of one network.</summary>
internal static class PacketRules
{
    private static readonly string[] Families = ["ip", "ip6"];

    /// <summary>Takes away what bears the mark. Where nft or iptables is missing there is nothing to take away.</summary>
    public static void Remove(string program, string mark)
    {
        if (program == "nft")
        {
            RemoveNft(mark);
        }
        else
        {
            RemoveIptables(mark, isIpv6: false);
            RemoveIptables(mark, isIpv6: true);
        }
    }

    /// <summary>Whether all these rules are up under that mark, and packets are led to them.</summary>
    public static bool AreWhole(IReadOnlyList<FirewallRule> rules, FirewallBackend backend, string mark)
    {
        if (backend == FirewallBackend.Nftables)
        {
            return PacketRuleCheck.IsWhole(rules, backend, mark, (isIpv6, _) => List(isIpv6 ? "ip6" : "ip"));
        }

        IReadOnlyDictionary<string, string>[] tables =
            [Tables(isIpv6: false), rules.Any(r => r.IsIpv6) ? Tables(isIpv6: true) : new Dictionary<string, string>()];
        return PacketRuleCheck.IsWhole(rules, backend, mark, (isIpv6, table) => tables[isIpv6 ? 1 : 0].GetValueOrDefault(table) ?? "");
    }

    /// <summary>Chains and rules of iptables or ip6tables by table, as <c>--list-rules</c> tells them; none where it cannot.</summary>
    public static IReadOnlyDictionary<string, string> Tables(bool isIpv6) =>
        IptablesText.Tables(new HostCommand(IptablesText.Program(isIpv6) + "-save").TryRun()?.Output ?? "");

    private static void RemoveNft(string mark)
    {
        var script = new StringBuilder();
        foreach (string family in Families)
        {
            script.Append(NftText.Removal(family, List(family), mark));
        }

        if (script.Length > 0)
        {
            new HostCommand("nft", "-f", "-") { Input = Encoding.UTF8.GetBytes(script.ToString()) }.TryRun();
        }
    }

    private static void RemoveIptables(string mark, bool isIpv6)
    {
        string input = string.Concat(Tables(isIpv6).Select(t => IptablesText.Removal(t.Key, t.Value, mark)));
        if (input.Length > 0)
        {
            new HostCommand(IptablesText.Program(isIpv6) + "-restore", "--noflush", "--wait") { Input = Encoding.UTF8.GetBytes(input) }.TryRun();
        }
    }

    private static string List(string family) => new HostCommand("nft", "-a", "list", "table", family, NftablesRules.Table).TryRun()?.Output ?? "";
}
