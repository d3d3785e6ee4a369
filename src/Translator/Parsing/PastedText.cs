using System.Text.Json;
using System.Text.RegularExpressions;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Parsing;

/// <summary>
/// Command lines in what people paste: a log of any age, <c>ps</c> with its columns, a mail with quotation marks, a shell session with prompts, a script. All
/// guests of a text are found; what cannot be understood is refused, never guessed.
/// </summary>
public static partial class PastedText
{
    /// <summary>Every command line in the text, in order.</summary>
    /// <exception cref="DomainException">There is none, or one is not to be understood.</exception>
    public static IReadOnlyList<ParsedCommand> Commands(string text)
    {
        if (text.Contains('\0'))
        {
            return [ParsedCommand.OfWords(text.Split('\0', StringSplitOptions.RemoveEmptyEntries))];
        }

        text = PastedMarkup.Without(text.TrimStart('\uFEFF').ReplaceLineEndings("\n"));
        if (Json().IsMatch(text))
        {
            return [ParsedCommand.OfJson(text.Trim())];
        }

        if (WordLists.Of(text) is { Count: > 0 } lists)
        {
            return [.. lists.Select(ParsedCommand.OfWords).Select(Whole)];
        }

        text = TrailingBlanks().Replace(text, "\\\n");
        if (LibvirtLog.LastStart(text) is { } start)
        {
            return [Whole(OneCommand(start)) with { LibvirtVersion = LibvirtLog.VersionOfLastStart(text) }];
        }

        text = ShellVariables.WithPrograms(LibvirtLog.WithoutDebugHeads(text));
        List<string> commands = Candidates(text);
        return commands.Count > 0 ? [.. commands.Select(OneCommand).Select(Whole)] : [Whole(ParsedCommand.OfOneArgumentALine(text))];
    }

    /// <summary>The only command of the text, or that of one guest.</summary>
    /// <param name="guest">The name after -name; null where the text has one guest only.</param>
    public static ParsedCommand Command(string text, string? guest)
    {
        IReadOnlyList<ParsedCommand> commands = Commands(text);
        string names = string.Join(", ", commands.Select(c => c.GuestName ?? "(no name)"));
        if (guest is null)
        {
            return commands.Count == 1 ? commands[0]
                : throw new DomainException($"there are {commands.Count} guests in the text: {names}; say which one with --guest NAME");
        }

        return commands.FirstOrDefault(c => c.GuestName == guest) ?? throw new DomainException($"there is no guest '{guest}' in the text: {names}");
    }

    /// <summary>Pieces of the text that each hold one command of QEMU, from its environment or binary on.</summary>
    private static List<string> Candidates(string text)
    {
        var found = new List<string>();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            Match? binary = Binary().Matches(line).FirstOrDefault(m => OptionBehind().IsMatch(line[(m.Index + m.Length)..]));
            if (lines[i].TrimStart() is ['#', ' ' or '!' or '#', ..] && !Prompt().IsMatch(lines[i]))
            {
                continue;
            }

            if (binary is null)
            {
                continue;
            }

            int begin = i;
            while (begin > 0 && lines[begin - 1].EndsWith('\\') && Assignment().IsMatch(lines[begin - 1]))
            {
                begin--;
            }

            var piece = new List<string>(lines[begin..i]);
            string head = lines[i][..binary.Groups["word"].Index];
            bool hasColumns = ProcessColumns().IsMatch(head);
            piece.Add((WholeInVariable().IsMatch(lines[i]) ? "" : EnvironmentOf(head)) + lines[i][binary.Groups["word"].Index..]);
            i = hasColumns ? AddContinued(lines, i, piece, wrapped: false) : AddContinued(lines, i, piece, wrapped: true);
            string joined = Join(piece);
            found.Add(hasColumns || LostQuotes().IsMatch(joined) ? RawWords.Mark + joined
                : ShellOperators.Before(ShellVariables.Expand(InVariable(lines[begin], joined), lines[..begin])));
        }

        return found;
    }

    /// <summary>Lines that belong to the command: behind a backslash, or those into which an editor or a mail program broke it.</summary>
    private static int AddContinued(string[] lines, int i, List<string> piece, bool wrapped)
    {
        while (i + 1 < lines.Length)
        {
            bool continued = lines[i].EndsWith('\\');
            bool isNext = continued || (wrapped && lines[i + 1].Trim().Length > 0 && !Binary().IsMatch(lines[i + 1]) && !NewThing().IsMatch(lines[i + 1]));
            if (!isNext)
            {
                break;
            }

            piece.Add(lines[++i]);
        }

        return i;
    }

    /// <summary>Lines all as long as the first were broken at a width, in the middle of words; others between words.</summary>
    private static string Join(List<string> lines)
    {
        if (lines.Count < 2 || lines.Exists(l => l.EndsWith('\\')))
        {
            return string.Join('\n', lines);
        }

        int width = lines[0].Length;
        bool hardWrapped = width >= 60 && lines.Take(lines.Count - 1).All(l => l.Length == width) && lines[^1].Length <= width;
        return string.Join(hardWrapped ? "" : " ", lines);
    }

    /// <summary>A script keeps the whole command in a variable: <c>CMD="qemu-kvm …"</c>.</summary>
    private static string InVariable(string line, string command)
    {
        Match variable = WholeInVariable().Match(line);
        int end = variable.Success ? command.IndexOf(variable.Groups["quote"].Value, StringComparison.Ordinal) : -1;
        return end < 0 ? command : command[..end];
    }

    private static string EnvironmentOf(string head)
    {
        Match assignments = TrailingAssignments().Match(head);
        return assignments.Success ? assignments.Value.TrimStart() : "";
    }

    private static ParsedCommand OneCommand(string text) =>
        ParsedCommand.OfWords(RawWords.IsMarked(text) || (LostQuotes().IsMatch(text) && !text.Contains('\'')) ? RawWords.Split(text) : ShellWords.Split(text));

    /// <summary>Words that belong to no option tell that the text was cut or has lost its quotation marks; one may be a disk image.</summary>
    private static ParsedCommand Whole(ParsedCommand command)
    {
        if (command.Arguments.FirstOrDefault(a => a.StartsWith("{\"", StringComparison.Ordinal) && !IsJson(a)) is { } cut)
        {
            throw new DomainException($"the JSON {cut[..Math.Min(cut.Length, 40)]}… does not end: the text was cut");
        }

        List<ParsedOption> stray = [.. ParsedOption.Of(command.Arguments).Where(o => o.Name.Length == 0)];
        return stray.Count < 2 ? command
            : throw new DomainException(
                $"the words {string.Join(", ", stray.Take(4).Select(o => $"'{o.Value}'"))} belong to no option: the text was cut, or it has lost its "
                + "quotation marks");
    }

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\s*\{\s*""")]
    private static partial Regex Json();

    [GeneratedRegex(@"^\s*(?:export\s+)?[A-Za-z_]\w*=(?<quote>[""'])(?:sudo\s+)?(?:/\S*/)?(?:qemu-system-[\w-]+|qemu-kvm|kvm|qemu)\s")]
    private static partial Regex WholeInVariable();

    [GeneratedRegex(@"\\[ \t]+\n")]
    private static partial Regex TrailingBlanks();

    /// <summary>A word that is the name of a QEMU program, with or without a directory.</summary>
    [GeneratedRegex(
        @"(?:^|[\s""'])(?<word>(?:/[^\s'""]*/)?(?:qemu-system-[\w-]+(?:\.exe)?|qemu-kvm|kvm-spice|kvm|qemu)|""[^""\n]*qemu-system-[\w-]+\.exe"")(?=[\s\\]|$)")]
    private static partial Regex Binary();

    [GeneratedRegex(@"^\s+(""?\$[A-Za-z_{@*]|--?[A-Za-z])|^\s*\\$")]
    private static partial Regex OptionBehind();

    [GeneratedRegex(@"^\s*[A-Za-z_]\w*=\S*\s*\\?$|^(\s*[A-Za-z_]\w*=\S*)+\s*\\$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?:(?:^|\s)[A-Za-z_]\w*=(?:'[^']*'|\S*))+\s*$")]
    private static partial Regex TrailingAssignments();

    /// <summary>A prompt of root's shell, not a comment: it stands before a program.</summary>
    [GeneratedRegex(@"^\s*#\s+(sudo\s+)?(/\S*/)?(qemu-system-\S+|qemu-kvm|kvm)\s+-")]
    private static partial Regex Prompt();

    /// <summary>What stands before a command in <c>ps</c>: a user or a process number, and columns.</summary>
    [GeneratedRegex(@"^\s*(?:[\w+.-]+\s+)?\d+\s+(?:\S+\s+)*")]
    private static partial Regex ProcessColumns();

    /// <summary>JSON that is not quoted.</summary>
    [GeneratedRegex(@"(?<=\s)\{""")]
    private static partial Regex LostQuotes();

    /// <summary>A line that no command goes on with: a time stamp, a prompt, another process.</summary>
    [GeneratedRegex(
        @"^\s*\d{4}-\d\d-\d\d|^\s*[\w.-]+@[\w.-]+|^\s*[$#]\s|^\s*(?:[\w+.-]+\s+)\d+\s+\d|^char device redirected"
        + @"|^\s*(fi|done|esac|else|exit|wait)\b|^\S*qemu\S*: ")]
    private static partial Regex NewThing();
}
