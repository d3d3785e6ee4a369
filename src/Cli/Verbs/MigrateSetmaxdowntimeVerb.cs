using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate-setmaxdowntime GUEST MS</c>: how long a guest that is moved may stand still.</summary>
internal static class MigrateSetmaxdowntimeVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate-setmaxdowntime", "set how long a running guest may stand still while it goes over to another host")
        {
            Examples = [("migrate-setmaxdowntime server 300", "milliseconds")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var downtime = new Argument<long>("DOWNTIME") { Description = "milliseconds" };
        command.Arguments.Add(downtime);
        command.SetAction(parse =>
        {
            if (parse.GetValue(downtime) < 1)
            {
                throw new UsageException("migrate: Invalid downtime");
            }

            new MigrationLimits(new Host(parse, io).Guests).SetDowntime(guest.Of(parse), parse.GetValue(downtime));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
