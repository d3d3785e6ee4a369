using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-parent GUEST NAME</c>.</summary>
internal static class SnapshotParentVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-parent", "show what a snapshot was made on") { Examples = [("snapshot-parent server before", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var choice = new SnapshotChoice(command);
        command.SetAction(parse =>
        {
            DomainSnapshot snapshot = choice.Of(parse, new GuestSnapshots(new Host(parse, io).State, guest.Of(parse)));
            Confirmation.Value(io, "parent", snapshot.Parent ?? throw new GuestException($"snapshot '{snapshot.Name}' has no parent"));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
