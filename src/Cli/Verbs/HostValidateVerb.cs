using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Hosts;

namespace VirshLite.Cli.Verbs;

/// <summary><c>host-validate</c>: what this host lacks for running guests, and what mends it. Exit code 1 where a check failed.</summary>
internal static class HostValidateVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("host-validate", "check whether this host can run guests, and say what to mend")
        {
            Examples = [("host-validate", ""), ("host-validate --output json", "for a program")],
        };
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            IReadOnlyList<HostCheck> checks = HostValidation.Run(host.Settings, host.Capabilities, RunAs.ForProbes(host.Settings));
            if (GlobalOptions.IsJson(parse))
            {
                Json(io, checks);
            }
            else
            {
                Text(io, checks);
            }

            return checks.Any(c => c.Result == CheckResult.Fail) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static void Text(Io io, IReadOnlyList<HostCheck> checks)
    {
        var colours = new Colours(io);
        int width = checks.Max(c => c.Subject.Length);
        foreach (HostCheck check in checks)
        {
            colours.Line($"{Word(check.Result)}  {check.Subject.PadRight(width)}  {check.Finding}", check.Result switch
            {
                CheckResult.Pass => "green",
                CheckResult.Warn => "yellow",
                _ => "red",
            });
            if (check.Mend is { } mend)
            {
                io.Out.WriteLine($"      {"".PadRight(width)}  -> {mend}");
            }
        }
    }

    private static void Json(Io io, IReadOnlyList<HostCheck> checks) =>
        JsonText.Write(io, [.. checks.Select(c => new CheckAnswer(c.Id, c.Subject, Word(c.Result), c.Finding, c.Mend))], AnswerJson.Default.CheckAnswerArray);

    private static string Word(CheckResult result) => result switch
    {
        CheckResult.Pass => "PASS",
        CheckResult.Warn => "WARN",
        _ => "FAIL",
    };
}
