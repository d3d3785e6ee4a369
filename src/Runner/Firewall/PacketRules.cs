using System.Text;
using VirshLite.Runner.Commands;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Firewall;

/// <summary>The packet rules that are up on this host, looked through for those of one network.</summary>
internal static class PacketRules
{
    private static readonly string[] Tables = ["filter", "nat", "mangle"];

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

    /// <summary>Whether any rule with that mark is up.</summary>
    public static bool Has(string program, string mark) => program == "nft"
        ? NftText.Removal("ip", List("ip"), mark) is not null
        : IptablesText.Removal("filter", List(IptablesText.Program(false), "filter"), mark) is not null;

    /// <summary>A table's chains and rules, as <c>--list-rules</c> tells them; nothing where it cannot.</summary>
    public static string List(string iptables, string table) => new HostCommand(iptables, "-w", "--table", table, "--list-rules").TryRun()?.Output ?? "";

    private static void RemoveNft(string mark)
    {
        var script = new StringBuilder();
        foreach (string family in (string[])["ip", "ip6"])
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
        string program = IptablesText.Program(isIpv6);
        foreach (string table in Tables)
        {
            if (IptablesText.Removal(table, List(program, table), mark) is { } input)
            {
                new HostCommand(program + "-restore", "--noflush", "--wait") { Input = Encoding.UTF8.GetBytes(input) }.TryRun();
            }
        }
    }

    private static string List(string family) => new HostCommand("nft", "-a", "list", "table", family, NftablesRules.Table).TryRun()?.Output ?? "";
}
