using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate-getspeed GUEST</c>: how fast a guest may be moved, in MiB a second.</summary>
internal static class MigrateGetspeedVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate-getspeed", "show how fast a guest's memory may be sent to another host")
        {
            Examples = [("migrate-getspeed server", "MiB a second")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var postcopy = new Option<bool>("--postcopy") { Description = "the limit after the guest has gone over" };
        command.Options.Add(postcopy);
        command.SetAction(parse =>
        {
            var limits = new MigrationLimits(new Host(parse, io).Guests);
            string name = guest.Of(parse);
            Confirmation.Value(
                io, "speedMiB", (parse.GetValue(postcopy) ? limits.PostCopySpeed(name) : limits.Speed(name)).ToString(CultureInfo.InvariantCulture));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
