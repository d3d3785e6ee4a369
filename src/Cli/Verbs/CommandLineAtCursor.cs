using System.CommandLine;
using System.CommandLine.Completions;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary>A command line that is being typed: verbs, options and their values, guests, networks, enumerations and files may be next.</summary>
internal static class CommandLineAtCursor
{
    /// <param name="before">The words between the program's name and the cursor's.</param>
    /// <param name="begun">What there is of the word at the cursor.</param>
    /// <param name="io">For verbs that are built.</param>
    public static CompletionAnswer Complete(IReadOnlyList<string> before, string begun, Io io)
    {
        int at = VerbAt(before);
        Command? verb = at < 0 ? null : VerbList.Find(before[at])?.Build(io);
        List<Option> options = [.. (verb?.Options ?? []).Concat(GlobalOptions.All)];
        bool isClosed = before.Contains("--");
        if (!isClosed && begun.StartsWith("--", StringComparison.Ordinal) && begun.IndexOf('=') is > 0 and var equals)
        {
            return Find(options, begun[..equals]) is { } given
                ? Prefixed(begun[..(equals + 1)], Fitting(Values(given, before, verb, io), begun[(equals + 1)..])) : Nothing;
        }

        if (!isClosed && before.Count > 0 && Find(options, before[^1]) is { Arity.MaximumNumberOfValues: > 0 } open && open.ValueType != typeof(bool))
        {
            return Fitting(Values(open, before, verb, io), begun);
        }

        if (verb is null)
        {
            return at >= 0 ? Nothing : Fitting(begun.StartsWith('-') ? Names(options) : Verbs(io), begun);
        }

        if (!isClosed && begun.StartsWith('-'))
        {
            return Fitting(Names(options.Where(o => o.Arity.MaximumNumberOfValues > 1 || !before.Any(b => Is(o, b.Split('=')[0])))), begun);
        }

        return ArgumentAt(verb, Positionals(before, at, options)) is { } argument ? Fitting(Values(argument, before, verb, io), begun) : Nothing;
    }

    private static CompletionAnswer Nothing => new([], false);

    private static CompletionAnswer Verbs(Io io) =>
        new([.. VerbList.All.Where(v => !v.Hidden).Select(v => new CompletionCandidate(v.Name, v.Build(io).Description))], false);

    private static CompletionAnswer Names(IEnumerable<Option> options) =>
        new([.. options.Where(o => !o.Hidden).Select(o => new CompletionCandidate(o.Name, o.Description)), new("--help", "show help")], false);

    private static CompletionAnswer Values(Symbol symbol, IReadOnlyList<string> before, Command? verb, Io io)
    {
        var root = new Command("virshlite");
        foreach (Option option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        if (verb is not null)
        {
            root.Subcommands.Add(verb);
        }

        CompletionContext context = root.Parse([.. before, ""]).GetCompletionContext();
        return new([.. ValueWords.Of(symbol, context, io).Select(w => new CompletionCandidate(w, null))], ValueWords.TakesFile(symbol));
    }

    private static CompletionAnswer Fitting(CompletionAnswer all, string begun) =>
        all with { Candidates = [.. all.Candidates.Where(c => c.Word.StartsWith(begun, StringComparison.Ordinal))] };

    private static CompletionAnswer Prefixed(string option, CompletionAnswer values) =>
        values with { Candidates = [.. values.Candidates.Select(c => c with { Word = option + c.Word })] };

    private static bool Is(Option option, string word) => option.Name == word || option.Aliases.Contains(word);

    private static Option? Find(IEnumerable<Option> options, string word) => options.FirstOrDefault(o => Is(o, word));

    /// <summary>Where the verb's name stands; -1 where it is still to come.</summary>
    private static int VerbAt(IReadOnlyList<string> words)
    {
        for (int i = 0; i < words.Count; i++)
        {
            if (GlobalOptions.TakesValue(words[i]))
            {
                i++;
            }
            else if (!words[i].StartsWith('-'))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>How many arguments stand between the verb and the cursor.</summary>
    private static int Positionals(IReadOnlyList<string> before, int verb, IReadOnlyList<Option> options)
    {
        int count = 0;
        bool isClosed = false;
        for (int i = verb + 1; i < before.Count; i++)
        {
            if (before[i] == "--" && !isClosed)
            {
                isClosed = true;
            }
            else if (isClosed || before[i] == "-" || !before[i].StartsWith('-'))
            {
                count++;
            }
            else if (Find(options, before[i]) is { } option && option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0)
            {
                i++;
            }
        }

        return count;
    }

    private static Argument? ArgumentAt(Command verb, int index)
    {
        int most = 0;
        foreach (Argument argument in verb.Arguments)
        {
            most += Math.Min(argument.Arity.MaximumNumberOfValues, 1000);
            if (index < most)
            {
                return argument;
            }
        }

        return null;
    }
}
