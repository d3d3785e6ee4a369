using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>domcontrol GUEST</c>: whether its monitor answers (live-changes.md 12).</summary>
internal static class DomcontrolVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domcontrol", "tell whether a running guest can be talked to")
        {
            Examples = [("domcontrol web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            GuestRecord record = host.Guests.Get(guest.Of(parse));
            bool answers;
            try
            {
                using GuestQuestions questions = host.Guests.Questions(record);
                answers = questions.Ask("query-status") is not null;
            }
            catch (GuestException)
            {
                answers = false;
            }

            Confirmation.Value(io, "control", answers ? "ok" : "error: monitor failure");
            Confirmation.End(io, parse);
        });
        return command;
    }
}
