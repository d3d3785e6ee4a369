using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate-postcopy GUEST</c>: a guest that is being moved goes over now, and its memory follows.</summary>
internal static class MigratePostcopyVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate-postcopy", "have a guest that is being moved go over to the other host now; the rest of its memory follows")
        {
            Examples = [("migrate-postcopy server", "after 'migrate --postcopy'")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            new MigrationLimits(new Host(parse, io).Guests).StartPostCopy(guest.Of(parse));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
