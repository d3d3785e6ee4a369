namespace VirshLite.Cli.Virsh.Commands;

/// <summary>
/// Every command that virsh has, with its options: what people's scripts say to it. A row is a command, its options behind it; indented lines go on
/// with the row above. Behind an option's name: nothing = a flag, <c>=</c> takes text, <c>#</c> a number; <c>!</c> required and filled by words without a name,
/// in order; <c>?</c> filled by them, not required; <c>+</c> the same, but usually named; <c>*</c> any number of times. <c>[keyword]</c> begins a group.
/// Rows are read when they are asked for.
/// </summary>
internal static class CommandTable
{
    /// <summary>The groups in help's order: keyword and title.</summary>
    public static IEnumerable<(string Keyword, string Title)> Groups =>
    [
        ("domain", "Domain Management"), ("monitor", "Domain Monitoring"), ("events", "Domain Events"), ("host", "Host and Hypervisor"),
        ("checkpoint", "Checkpoint"), ("interface", "Interface"), ("filter", "Network Filter"), ("network", "Networking"), ("nodedev", "Node Device"),
        ("secret", "Secret"), ("snapshot", "Snapshot"), ("backup", "Backup"), ("pool", "Storage Pool"), ("volume", "Storage Volume"),
        ("virsh", "Virsh itself"),
    ];

    private static string[] Texts => [DomainCommands.Rows, GuestAndHostCommands.Rows, NetworkCommands.Rows, StorageCommands.Rows];

    /// <summary>All commands, group by group in help's order.</summary>
    public static IReadOnlyList<VirshCommand> All()
    {
        var all = Texts.SelectMany(Rows).Select(row => Read(row.Group, row.Row)).ToList();
        var order = Groups.Select((g, i) => (g.Keyword, i)).ToDictionary(p => p.Keyword, p => p.i);
        return [.. all.OrderBy(c => order[c.Group])];
    }

    public static VirshCommand? Find(string name)
    {
        if (name == "nodedev-dettach")
        {
            return Find("nodedev-detach");
        }

        foreach (string text in Texts)
        {
            foreach ((string group, string row) in Rows(text))
            {
                if (row.StartsWith(name, StringComparison.Ordinal) && (row.Length == name.Length || row[name.Length] == ' '))
                {
                    return Read(group, row);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Group, string Row)> Rows(string text)
    {
        string group = "";
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('['))
            {
                group = lines[i].Trim('[', ']');
                continue;
            }

            string row = lines[i];
            while (i + 1 < lines.Length && lines[i + 1].StartsWith(' '))
            {
                row += lines[++i][1..];
            }

            yield return (group, row);
        }
    }

    private static VirshCommand Read(string group, string row)
    {
        string[] words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new VirshCommand(words[0], group, [.. words.Skip(1).Select(Option)]);
    }

    private static VirshOption Option(string word)
    {
        string name = word.TrimEnd('=', '#', '!', '?', '+', '*');
        string marks = word[name.Length..];
        VirshValue value = marks.StartsWith('=') ? VirshValue.Text : marks.StartsWith('#') ? VirshValue.Number : VirshValue.None;
        bool required = marks.Contains('!', StringComparison.Ordinal);
        bool named = marks.Contains('+', StringComparison.Ordinal);
        return new VirshOption(name, value, required, required || named || marks.Contains('?', StringComparison.Ordinal), named,
            marks.Contains('*', StringComparison.Ordinal));
    }
}
