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

    /// <summary>The empty line that virsh ends most answers with.</summary>
    public static void End(Io io, ParseResult parse)
    {
        if (!parse.GetValue(GlobalOptions.Quiet))
        {
            io.Out.WriteLine();
        }
    }
}
