using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// <c>complete SHELL CURSOR -- WORD…</c>, for the scripts that <c>completion</c> prints: what may stand for the word at the cursor, one candidate a line,
/// with a tab before what it means; a line <c>:files BEGUN</c> where the shell may offer files too. bash gives its line up to the cursor and the letters at
/// which it breaks words: it replaces only what stands behind the last of these.
/// </summary>
internal static class CompleteVerb
{
    public static Command Build(Io io)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        var cursor = new Argument<int>("CURSOR") { Description = "index of the word at the cursor; 0 is the program's name" };
        var words = new Argument<string[]>("WORD") { Description = "the command line", Arity = ArgumentArity.ZeroOrMore };
        var command = new VerbCommand("complete", "tell a shell what may stand at its cursor")
        {
            Examples = [("complete zsh 2 -- virshlite start we", "the guests whose names begin so"), ("complete bash 1 -- 'virshlite start we'", "the same")],
        };
        command.Arguments.Add(shell);
        command.Arguments.Add(cursor);
        command.Arguments.Add(words);
        command.SetAction(parse =>
        {
            string[] given = parse.GetValue(words) ?? [];
            bool isBash = parse.GetValue(shell) == "bash";
            UnfinishedLine line = isBash ? UnfinishedLine.Of(given.FirstOrDefault() ?? "", given.ElementAtOrDefault(1) ?? "")
                : UnfinishedLine.At(given, parse.GetValue(cursor));
            CompletionAnswer answer = CommandLineAtCursor.Complete([.. line.Before.Skip(1)], line.Begun, Io.Silent);
            foreach (CompletionCandidate candidate in answer.Candidates)
            {
                io.Out.WriteLine(candidate.Word[line.Kept..] + (candidate.Meaning is { } meaning && !isBash ? "\t" + meaning.Replace('\t', ' ') : ""));
            }

            if (answer.Files)
            {
                io.Out.WriteLine(":files " + line.Begun[line.Kept..]);
            }
        });
        return command;
    }
}
