using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domuuid GUEST</c>: a guest's UUID.</summary>
internal static class DomuuidVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domuuid", "show a guest's UUID")
        {
            Examples = [("domuuid server", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            KnownGuest known = new Host(parse, io).KnownGuests.Get(guest.Of(parse));
            Confirmation.Value(io, "uuid", known.Uuid.ToString());
            Confirmation.End(io, parse);
        });
        return command;
    }
}
