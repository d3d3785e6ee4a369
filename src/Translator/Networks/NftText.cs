using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VirshLite.Translator.Networks;

/// <summary>Rules in nft's language: as a script that is carried out as a whole or not at all, and as single commands, the form that libvirt runs.</summary>
public static class NftText
{
    private const string Table = NftablesRules.Table;

    private static readonly string[] SharedJumps = ["guest_cross", "guest_input", "guest_output"];

    private static readonly (string Chain, string? Hook)[] Chains =
    [
        ("forward", "{ type filter hook forward priority 0; policy accept; }"),
        ("guest_output", null),
        ("guest_input", null),
        ("guest_cross", null),
        ("guest_nat", "{ type nat hook postrouting priority 100; policy accept; }"),
    ];

    /// <summary>The longest comment that nft takes has 128 bytes, its end among them.</summary>
    private const int LongestMark = 120;

    /// <summary>
    /// The mark that a network's rules bear as comment; letters and digits stand as they are, all else as its number, so that no two networks share one. A name
    /// that is too long for that ends in its hash.
    /// </summary>
    public static string Mark(string network)
    {
        var mark = new StringBuilder("virshlite_");
        foreach (char c in network)
        {
            _ = char.IsAsciiLetterOrDigit(c) ? mark.Append(c) : mark.Append(CultureInfo.InvariantCulture, $"_{(int)c:x2}_");
        }

        if (mark.Length <= LongestMark)
        {
            return mark.ToString();
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(network)));
        mark.Length = LongestMark - hash.Length - 1;
        return $"{mark}_{hash}";
    }

    /// <summary>
    /// Makes the shared tables where they are missing, then the rules, in one transaction. The jumps of the chain <c>forward</c> are made anew in it: whoever
    /// took some away has them back.
    /// </summary>
    public static string Script(IEnumerable<FirewallRule> rules, string mark)
    {
        var script = new StringBuilder();
        foreach (string family in (string[])["ip", "ip6"])
        {
            script.Append(CultureInfo.InvariantCulture, $"add table {family} {Table}\n");
            foreach ((string chain, string? hook) in Chains)
            {
                script.Append(CultureInfo.InvariantCulture, $"add chain {family} {Table} {chain}{(hook is null ? "" : " " + hook)}\n");
            }

            script.Append(CultureInfo.InvariantCulture, $"flush chain {family} {Table} forward\n");
            foreach (string chain in SharedJumps)
            {
                script.Append(CultureInfo.InvariantCulture, $"add rule {family} {Table} forward counter jump {chain}\n");
            }
        }

        foreach (FirewallRule rule in rules)
        {
            script.Append(CultureInfo.InvariantCulture, $"insert rule {Family(rule)} {rule.Table} {rule.Chain}");
            foreach (RuleWord word in rule.Words)
            {
                script.Append(CultureInfo.InvariantCulture, $" {(word.IsDevice ? $"\"{word.Text}\"" : word.Text)}");
            }

            script.Append(CultureInfo.InvariantCulture, $" comment \"{mark}\"\n");
        }

        return script.ToString();
    }

    /// <summary>Deletes the rules that bear the mark, out of what <c>nft -a list table</c> says of a family's table; null where there are none.</summary>
    public static string? Removal(string family, string listed, string mark)
    {
        var script = new StringBuilder();
        string chain = "";
        string comment = $"comment \"{mark}\" # handle ";
        foreach (string line in listed.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("chain ", StringComparison.Ordinal))
            {
                chain = line.Split(' ')[1];
            }
            else if (line.IndexOf(comment, StringComparison.Ordinal) is >= 0 and var at
                && ulong.TryParse(line.AsSpan(at + comment.Length), CultureInfo.InvariantCulture, out ulong handle))
            {
                script.Append(CultureInfo.InvariantCulture, $"delete rule {family} {Table} {chain} handle {handle}\n");
            }
        }

        return script.Length > 0 ? script.ToString() : null;
    }

    /// <summary>How many rules bear the mark, out of what <c>nft list table</c> says.</summary>
    internal static int Count(string listed, string mark) => listed.Split('\n').Count(l => l.Contains($"comment \"{mark}\"", StringComparison.Ordinal));

    /// <summary>Whether forwarded packets are still led through the shared chains, in their order.</summary>
    internal static bool HasJumps(string listed) =>
        listed.Split('\n').Where(l => l.Contains(" jump guest_", StringComparison.Ordinal)).Select(l => l[(l.IndexOf(" jump guest_", StringComparison.Ordinal)
            + 6)..].Split(' ')[0].Trim()).SequenceEqual(SharedJumps);

    /// <summary>The words of one command, program first, without the mark.</summary>
    public static IReadOnlyList<string> Words(FirewallRule rule) =>
        ["nft", "-ae", "insert", "rule", Family(rule), rule.Table, rule.Chain, .. rule.Words.Select(w => w.Text)];

    private static string Family(FirewallRule rule) => rule.IsIpv6 ? "ip6" : "ip";
}
