using System.Globalization;
using System.Text;

namespace VirshLite.Translator.Networks;

/// <summary>Rules as iptables' commands, the form that libvirt runs, and as input of iptables-restore, which takes a table's rules as a whole or not at all.</summary>
internal static class IptablesText
{
    /// <summary>The shared chains: table, chain, the built-in chain whose head jumps to them. A later one stands above.</summary>
    public static readonly (string Table, string Chain, string From)[] Chains =
    [
        ("filter", "LIBVIRT_INP", "INPUT"),
        ("filter", "LIBVIRT_OUT", "OUTPUT"),
        ("filter", "LIBVIRT_FWO", "FORWARD"),
        ("filter", "LIBVIRT_FWI", "FORWARD"),
        ("filter", "LIBVIRT_FWX", "FORWARD"),
        ("nat", "LIBVIRT_PRT", "POSTROUTING"),
        ("mangle", "LIBVIRT_PRT", "POSTROUTING"),
    ];

    /// <summary>The words of one command, program first, without the mark.</summary>
    public static IReadOnlyList<string> Words(FirewallRule rule) => [Program(rule.IsIpv6), "-w", "--table", rule.Table, "--insert", rule.Chain, .. rule.Words.Select(w => w.Text)];

    public static string Program(bool isIpv6) => isIpv6 ? "ip6tables" : "iptables";

    /// <summary>Input of <c>iptables-restore --noflush</c> for one table. The mark tells whose rules they are.</summary>
    public static string Restore(string table, IEnumerable<FirewallRule> rules, string mark)
    {
        var text = new StringBuilder($"*{table}\n");
        foreach (FirewallRule rule in rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"-I {rule.Chain} {string.Join(' ', rule.Words.Select(w => w.Text))} -m comment --comment {mark}\n");
        }

        return text.Append("COMMIT\n").ToString();
    }

    /// <summary>The same for taking the rules away that bear the mark, out of what <c>iptables --list-rules</c> says; null where there are none.</summary>
    public static string? Removal(string table, string listed, string mark)
    {
        var text = new StringBuilder($"*{table}\n");
        bool any = false;
        foreach (string line in listed.Split('\n'))
        {
            if (line.StartsWith("-A LIBVIRT_", StringComparison.Ordinal) && line.Split(' ') is { } words && Array.IndexOf(words, "--comment") is > 0 and var at
                && at + 1 < words.Length && words[at + 1].Trim('"') == mark)
            {
                text.Append("-D").Append(line.AsSpan(2)).Append('\n');
                any = true;
            }
        }

        return any ? text.Append("COMMIT\n").ToString() : null;
    }
}
