using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate-setspeed GUEST MIB</c>: how fast a guest may be moved.</summary>
internal static class MigrateSetspeedVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate-setspeed", "limit how fast a guest's memory is sent to another host")
        {
            Examples = [("migrate-setspeed server 100", "MiB a second, now and for later migrations of this run")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var speed = new Argument<long>("BANDWIDTH") { Description = "MiB a second; 0 = no limit" };
        var postcopy = new Option<bool>("--postcopy") { Description = "the limit after the guest has gone over" };
        command.Arguments.Add(speed);
        command.Options.Add(postcopy);
        command.SetAction(parse =>
        {
            var limits = new MigrationLimits(new Host(parse, io).Guests);
            string name = guest.Of(parse);
            if (parse.GetValue(postcopy))
            {
                limits.SetPostCopySpeed(name, parse.GetValue(speed));
            }
            else
            {
                limits.SetSpeed(name, parse.GetValue(speed));
            }

            Confirmation.End(io, parse);
        });
        return command;
    }
}
