using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Arguments;

/// <summary>virsh's way to say that something was done: a sentence and an empty line, nothing when quiet.</summary>
internal static class Confirmation
{
    public static void Say(Io io, ParseResult parse, string sentence)
    {
        if (!parse.GetValue(GlobalOptions.Quiet))
        {
            io.Out.WriteLine(sentence);
            io.Out.WriteLine();
        }
    }

    /// <summary>A sentence without the empty line, as some commands of virsh say it.</summary>
    public static void Line(Io io, ParseResult parse, string sentence)
    {
        if (!parse.GetValue(GlobalOptions.Quiet))
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

    /// <summary>The empty line that virsh ends most answers with.</summary>
    public static void End(Io io, ParseResult parse)
    {
        if (!parse.GetValue(GlobalOptions.Quiet))
        {
            io.Out.WriteLine();
        }
    }
}
