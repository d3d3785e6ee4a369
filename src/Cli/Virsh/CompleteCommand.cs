using VirshLite.Cli.Output;

namespace VirshLite.Cli.Virsh;

/// <summary>virsh's hidden command <c>complete</c>, by which shells ask what may stand next: the words so far, the last one begun.</summary>
internal static class CompleteCommand
{
    /// <param name="session">Where it is asked.</param>
    /// <param name="words">Behind the command, maybe behind <c>--</c>.</param>
    /// <returns>The exit code: 1 where nothing fits.</returns>
    public static int Run(VirshSession session, IReadOnlyList<string> words)
    {
        string[] line = [.. words.SkipWhile((word, i) => i == 0 && word == "--")];
        line = line.Length == 0 ? [""] : line;
        string[] fitting = [.. WordCompletion.Of(line, session, withOptions: true).Where(w => w.StartsWith(line[^1], StringComparison.Ordinal)).Distinct()];
        foreach (string word in fitting)
        {
            session.Io.Out.WriteLine(word);
        }

        session.EmptyLine();
        return fitting.Length > 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
