using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>domblkerror GUEST</c>: disks on which the guest ran into an error (live-changes.md 12).</summary>
internal static class DomblkerrorVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domblkerror", "show which disks of a running guest have an error")
        {
            Examples = [("domblkerror web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            GuestRecord record = host.Guests.Get(guest.Of(parse));
            using GuestQuestions questions = host.Guests.Questions(record);
            Confirmation.Show(io, parse, BlockText.Errors(host.Guests.LiveDomain(record.Name), questions.Ask("query-block")));
        });
        return command;
    }
}
