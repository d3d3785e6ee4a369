using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>guests-stop</c>: what the host's service runs when the host goes down.</summary>
internal static class GuestsStopVerb
{
    private const string SavingVerb = "managedsave";

    public static Command Build(Io io)
    {
        var command = new VerbCommand("guests-stop", "save or power off all guests, as the host goes down")
        {
            Examples = [("guests-stop", "as /etc/default/libvirt-guests says: ON_SHUTDOWN, SHUTDOWN_TIMEOUT, PARALLEL_SHUTDOWN")],
        };
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string[] mode = host.IsSession ? ["--session"] : [];
            Func<string, bool>? save = VerbList.Find(SavingVerb) is null ? null : name => io.RunAlso([.. mode, "--quiet", SavingVerb, name]) == ExitCode.Done;
            int left = GuestsStartVerb.Of(host).Stop(save, words =>
            {
                io.Out.WriteLine(words);
                io.Out.Flush();
            });
            return left == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
