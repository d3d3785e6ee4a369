using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs.Screens;

/// <summary><c>ttyconsole GUEST</c>: the terminal of its first console; exit code 1 without a word where there is none (live-changes.md 13).</summary>
internal static class TtyconsoleVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("ttyconsole", "show the terminal device of a running guest's console")
        {
            Examples = [("ttyconsole web", "e.g. /dev/pts/4")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            KnownGuest known = new Host(parse, io).KnownGuests.Get(guest.Of(parse));
            ConsoleEndpoint? console = known.Active?.Consoles.FirstOrDefault(c => c.Type == "pty" && !c.Alias.StartsWith("channel", StringComparison.Ordinal));
            if (console is null)
            {
                return ExitCode.Failed;
            }

            Confirmation.Value(io, "tty", console.Path);
            Confirmation.End(io, parse);
            return ExitCode.Done;
        });
        return command;
    }
}
