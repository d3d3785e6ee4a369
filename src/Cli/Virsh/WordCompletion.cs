using System.CommandLine;
using System.CommandLine.Completions;
using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs;
using VirshLite.Cli.Virsh.Commands;

namespace VirshLite.Cli.Virsh;

/// <summary>What may stand where the cursor is: a command, an option of it, the guests, networks and files that it is about.</summary>
internal static class WordCompletion
{
    /// <param name="line">The line up to the cursor.</param>
    /// <param name="session">For the mode that is connected to.</param>
    public static IReadOnlyList<string> Of(string line, VirshSession session)
    {
        string command = line[(line.LastIndexOf(';') + 1)..].TrimStart();
        return Of(command.Split(' '), session, withOptions: false);
    }

    /// <param name="words">The command and its words; the last one is to be completed.</param>
    /// <param name="session">For the mode that is connected to.</param>
    /// <param name="withOptions">Where the last word is empty, options are told too.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> words, VirshSession session, bool withOptions)
    {
        if (words.Count == 1)
        {
            return [.. CommandTable.All().Where(c => HelpText.Describe(c.Name, Io.Silent) is not null).Select(c => c.Name)];
        }

        if (CommandTable.Find(words[0]) is not { } known)
        {
            return [];
        }

        if (words[^1].StartsWith('-'))
        {
            return OptionsLeft(known, words);
        }

        if (known.Name == "help")
        {
            return [.. CommandTable.All().Select(c => c.Name), .. CommandTable.Groups.Select(g => g.Keyword)];
        }

        return [.. Subjects(known, words, session), .. Files(words[^1]), .. withOptions && words[^1].Length == 0 ? OptionsLeft(known, words) : []];
    }

    private static IReadOnlyList<string> OptionsLeft(VirshCommand known, IReadOnlyList<string> words) =>
        [.. known.Options.Select(o => "--" + o.Name).Where(o => !words.SkipLast(1).Contains(o))];

    private static IEnumerable<string> Subjects(VirshCommand known, IReadOnlyList<string> words, VirshSession session)
    {
        if (VerbList.Find(known.Name)?.Build(session.Io) is not { } verb)
        {
            return [];
        }

        string[] before = ["--connect", session.Connection.Uri, known.Name, .. words.Skip(1).SkipLast(1), ""];
        var root = new RootCommand();
        foreach (Option option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        root.Subcommands.Add(verb);
        return root.Parse(before).GetCompletions().Select((CompletionItem item) => item.Label).Where(label => !label.StartsWith('-'));
    }

    private static IEnumerable<string> Files(string begun)
    {
        if (!begun.Contains('/', StringComparison.Ordinal))
        {
            return [];
        }

        try
        {
            string directory = begun[..(begun.LastIndexOf('/') + 1)];
            return [.. new DirectoryInfo(directory).EnumerateFileSystemInfos().Select(f => directory + f.Name + (f is DirectoryInfo ? "/" : ""))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
