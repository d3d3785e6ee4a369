using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domjobinfo GUEST</c>: how far a save, migration or backup is.</summary>
internal static class DomjobinfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domjobinfo",
            "show how far a save, a migration or a backup of a running guest is")
        { Examples = [("domjobinfo server", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            foreach ((string label, string value) in new GuestJobs(new Host(parse, io).State).Look(guest.Of(parse)))
            {
                io.Out.WriteLine($"{label + ":",-17} {value,-12}");
            }

            Confirmation.End(io, parse);
        });
        return command;
    }
}
