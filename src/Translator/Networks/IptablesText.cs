using System.Globalization;
using System.Text;

namespace VirshLite.Translator.Networks;

/// <summary>
/// Rules as iptables' commands, the form that libvirt runs, and as input of iptables-restore, which takes a table's rules as a whole or not at all.
/// </summary>
public static class IptablesText
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
    public static IReadOnlyList<string> Words(FirewallRule rule) =>
        [Program(rule.IsIpv6), "-w", "--table", rule.Table, "--insert", rule.Chain, .. rule.Words.Select(w => w.Text)];

    public static string Program(bool isIpv6) => isIpv6 ? "ip6tables" : "iptables";

    /// <summary>
    /// Input of <c>iptables-restore --noflush</c> for one table: what is missing of the shared chains, then the rules. The mark tells whose they are.
    /// </summary>
    public static string Restore(string table, string shared, IEnumerable<FirewallRule> rules, string mark)
    {
        var text = new StringBuilder($"*{table}\n").Append(shared);
        foreach (FirewallRule rule in rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"-I {rule.Chain} {string.Join(' ', rule.Words.Select(w => w.Text))} -m comment --comment {mark}\n");
        }

        return text.Append("COMMIT\n").ToString();
    }

    /// <summary>
    /// The tables that iptables-save tells, by name, each in the form of <c>iptables --list-rules</c>: chains of people's own, then rules.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Tables(string saved)
    {
        var tables = new Dictionary<string, string>();
        string name = "";
        foreach (string line in saved.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('*'))
            {
                name = line[1..];
            }
            else if (line.StartsWith("-A ", StringComparison.Ordinal))
            {
                tables[name] = tables.GetValueOrDefault(name) + line + "\n";
            }
            else if (line.StartsWith(':') && line.Split(' ') is [var chain, "-", ..])
            {
                tables[name] = tables.GetValueOrDefault(name) + "-N " + chain[1..] + "\n";
            }
        }

        return tables;
    }

    /// <summary>What is missing of a table's shared chains and of the jumps to them, by what <c>--list-rules</c> says of it.</summary>
    public static string Shared(string table, string listed)
    {
        HashSet<string> lines = [.. listed.Split('\n', StringSplitOptions.TrimEntries)];
        var chains = new StringBuilder();
        var jumps = new StringBuilder();
        foreach ((_, string chain, string from) in Chains.Where(c => c.Table == table))
        {
            if (!lines.Contains($"-N {chain}"))
            {
                chains.Append(CultureInfo.InvariantCulture, $":{chain} - [0:0]\n");
            }

            if (!lines.Contains($"-A {from} -j {chain}"))
            {
                jumps.Append(CultureInfo.InvariantCulture, $"-I {from} -j {chain}\n");
            }
        }

        return chains.ToString() + jumps;
    }

    /// <summary>The same for taking the rules away that bear the mark, out of what <c>iptables --list-rules</c> says; null where there are none.</summary>
    public static string? Removal(string table, string listed, string mark)
    {
        var text = new StringBuilder();
        foreach (string line in Marked(listed, mark))
        {
            text.Append("-D").Append(line.AsSpan(2)).Append('\n');
        }

        return text.Length > 0 ? $"*{table}\n{text}COMMIT\n" : null;
    }

    /// <summary>The rules that bear the mark.</summary>
    internal static IEnumerable<string> Marked(string listed, string mark) => listed.Split('\n').Where(line =>
        line.StartsWith("-A LIBVIRT_", StringComparison.Ordinal) && line.Split(' ') is var words && Array.IndexOf(words, "--comment") is > 0 and var at
            && at + 1 < words.Length && words[at + 1].Trim('"') == mark);
}
