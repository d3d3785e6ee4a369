using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domid GUEST</c>: a guest's id, or - where it does not run.</summary>
internal static class DomidVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domid", "show a guest's id, or - where it does not run")
        {
            Examples = [("domid server", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            KnownGuest known = new Host(parse, io).KnownGuests.Get(guest.Of(parse));
            Confirmation.Value(io, "id", known.Active?.Id.ToString(CultureInfo.InvariantCulture) ?? "-");
            Confirmation.End(io, parse);
        });
        return command;
    }
}
