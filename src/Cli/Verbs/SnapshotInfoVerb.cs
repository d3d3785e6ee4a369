using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-info GUEST NAME</c>.</summary>
internal static class SnapshotInfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-info",
            "show what is known of a snapshot")
        { Examples = [("snapshot-info server before", ""), ("snapshot-info server --current", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var choice = new SnapshotChoice(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var snapshots = new GuestSnapshots(new Host(parse, io).State, name);
            DomainSnapshot snapshot = choice.Of(parse, snapshots);
            MomentTree tree = snapshots.Tree();
            MomentText.Line(io, "Name", snapshot.Name!);
            MomentText.Line(io, "Domain", name);
            MomentText.Line(io, "Current", snapshot.IsCurrent ? "yes" : "no");
            MomentText.Line(io, "State", SnapshotState.Names.Of(snapshot.State) ?? "");
            MomentText.Line(io, "Location", snapshot.IsExternal ? "external" : "internal");
            MomentText.Line(io, "Parent", snapshot.Parent ?? "-");
            MomentText.Line(io, "Children", tree.ChildrenOf(snapshot.Name!).Count.ToString(CultureInfo.InvariantCulture));
            MomentText.Line(io, "Descendants", tree.DescendantsOf(snapshot.Name!).Count().ToString(CultureInfo.InvariantCulture));
            MomentText.Line(io, "Metadata", "yes");
            Confirmation.End(io, parse);
        });
        return command;
    }
}
