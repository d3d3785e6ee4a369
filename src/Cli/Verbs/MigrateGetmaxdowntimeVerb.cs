using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate-getmaxdowntime GUEST</c>: how long a guest that is moved may stand still, in milliseconds.</summary>
internal static class MigrateGetmaxdowntimeVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate-getmaxdowntime", "show how long a running guest may stand still while it goes over to another host")
        {
            Examples = [("migrate-getmaxdowntime server", "milliseconds")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            Confirmation.Value(
                io, "milliseconds", new MigrationLimits(new Host(parse, io).Guests).Downtime(guest.Of(parse)).ToString(CultureInfo.InvariantCulture));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
