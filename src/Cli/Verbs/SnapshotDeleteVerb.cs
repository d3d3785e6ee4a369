using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-delete GUEST NAME</c>.</summary>
internal static class SnapshotDeleteVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-delete", "delete a snapshot; the guest stays as it is") { Examples = [("snapshot-delete server before", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var choice = new SnapshotChoice(command);
        var children = new Option<bool>("--children") { Description = "and all made on it" };
        var childrenOnly = new Option<bool>("--children-only") { Description = "only those made on it" };
        var metadata = new Option<bool>("--metadata") { Description = "only what is kept of it; images stay" };
        foreach (Option option in (Option[])[children, childrenOnly, metadata])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var snapshots = new GuestSnapshots(new Host(parse, io).State, guest.Of(parse));
            DomainSnapshot snapshot = choice.Of(parse, snapshots);
            VirshWords.Or($"Failed to delete snapshot {snapshot.Name}", () =>
            {
                VirshFlags.Exclude(parse, "VIR_DOMAIN_SNAPSHOT_DELETE_", (children, childrenOnly));
                new SnapshotDeleting(snapshots).Delete(snapshot.Name!, parse.GetValue(children), parse.GetValue(childrenOnly), parse.GetValue(metadata));
            });
            Confirmation.Say(io, parse, $"Domain snapshot {snapshot.Name} {(parse.GetValue(childrenOnly) ? "children " : "")}deleted");
        });
        return command;
    }
}
