using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Reports;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// virsh's way to say that something was done: a sentence and an empty line, nothing when quiet. What was done is done where nobody can be told, too.
/// </summary>
internal static class Confirmation
{
    public static void Say(Io io, ParseResult parse, string sentence)
    {
        Try(io, () =>
        {
            Line(io, parse, sentence);
            End(io, parse);
            io.Out.Flush();
        });
    }

    /// <summary>Says something about what has been done already: an output that takes nothing is warned of.</summary>
    public static void Try(Io io, Action say)
    {
        try
        {
            say();
        }
        catch (IOException e)
        {
            Warn(io, "warning: " + e.Message);
        }
    }

    /// <summary>A line for whoever reads along, if anybody can.</summary>
    public static void Warn(Io io, string line)
    {
        try
        {
            io.Error.WriteLine(line);
        }
        catch (IOException)
        {
            // nobody can be told at all
        }
    }

    /// <summary>A sentence without the empty line, as some commands of virsh say it.</summary>
    public static void Line(Io io, ParseResult parse, string sentence)
    {
        if (parse.GetValue(GlobalOptions.Quiet))
        {
            return;
        }

        if (io.Json is { } answer)
        {
            answer.Say(sentence);
        }
        else
        {
            io.Out.WriteLine(sentence);
        }
    }

    /// <summary>A text that is the answer, and virsh's empty line behind it.</summary>
    public static void Show(Io io, ParseResult parse, string text)
    {
        io.Out.Write(text.Length == 0 || text.EndsWith('\n') ? text : text + "\n");
        End(io, parse);
    }

    /// <summary>A table; a list of objects for programs.</summary>
    public static void Show(Io io, ParseResult parse, TextTable table)
    {
        if (io.Json is { } answer)
        {
            answer.List(table);
        }
        else
        {
            Show(io, parse, table.ToString(parse.GetValue(GlobalOptions.Quiet)));
        }
    }

    /// <summary>The one word that was asked for; for programs a member of an object.</summary>
    public static void Value(Io io, string name, string text)
    {
        if (io.Json is { } answer)
        {
            KeyValuePair<string, object?> member = AnswerValue.Member(name, text);
            answer.Add(member.Key, member.Value);
        }
        else
        {
            io.Out.WriteLine(text);
        }
    }

    /// <summary>The same with the empty line that virsh ends most answers with.</summary>
    public static void Value(Io io, ParseResult parse, string name, string text)
    {
        Value(io, name, text);
        End(io, parse);
    }

    /// <summary>Somebody's own text: whatever shape it has, it is one string.</summary>
    public static void Text(Io io, string name, string? text, string instead)
    {
        if (io.Json is { } answer)
        {
            answer.Add(name, text);
        }
        else
        {
            io.Out.WriteLine(text ?? instead);
        }
    }

    /// <summary>A list of names, one a line.</summary>
    public static void List(Io io, ParseResult parse, IEnumerable<string> names)
    {
        Lines(io, names);
        End(io, parse);
    }

    /// <summary>The same without the empty line.</summary>
    public static void Lines(Io io, IEnumerable<string> names)
    {
        if (io.Json is { } answer)
        {
            answer.List(names);
            return;
        }

        foreach (string name in names)
        {
            io.Out.WriteLine(name);
        }
    }

    /// <summary>The empty line that virsh ends most answers with.</summary>
    public static void End(Io io, ParseResult parse)
    {
        if (!parse.GetValue(GlobalOptions.Quiet))
        {
            io.Out.WriteLine();
        }
    }
}
