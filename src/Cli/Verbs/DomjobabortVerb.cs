using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domjobabort GUEST</c>: gives up the save, migration or backup that is under way.</summary>
internal static class DomjobabortVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domjobabort",
            "give up what is being done with a running guest: a save, a migration, a backup")
        { Examples = [("domjobabort server", "ends a pull backup too")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse => new GuestJobs(new Host(parse, io).State).Abort(guest.Of(parse)));
        return command;
    }
}
