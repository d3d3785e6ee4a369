using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Screens;

/// <summary><c>inject-nmi GUEST</c>: an interrupt that the guest's kernel cannot pass over (live-changes.md 13).</summary>
internal static class InjectNmiVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("inject-nmi", "send a running guest a non-maskable interrupt")
        {
            Examples = [("inject-nmi web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            new Host(parse, io).Guests.Execute(guest.Of(parse), "inject-nmi");
            Confirmation.End(io, parse);
        });
        return command;
    }
}
