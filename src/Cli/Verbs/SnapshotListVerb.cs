using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.State;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-list GUEST</c>.</summary>
internal static class SnapshotListVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-list",
            "list a guest's snapshots")
        { Examples = [("snapshot-list server", ""), ("snapshot-list server --tree", "who was made on whom")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var metadata = new Option<bool>("--metadata") { Description = "only those with metadata: all have" };
        var noMetadata = new Option<bool>("--no-metadata") { Description = "only those without: none is" };
        var inactive = new Option<bool>("--inactive") { Description = "only those of the guest switched off" };
        var active = new Option<bool>("--active") { Description = "only those of the guest as it ran, with memory" };
        var diskOnly = new Option<bool>("--disk-only") { Description = "only those of the guest as it ran, without memory" };
        var inside = new Option<bool>("--internal") { Description = "only those inside the guest's images" };
        var outside = new Option<bool>("--external") { Description = "only those with files of their own" };
        var filters = new MomentFilters();
        foreach (Option option in (Option[])[.. filters.All, filters.Current, metadata, noMetadata, inactive, active, diskOnly, inside, outside])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var snapshots = new GuestSnapshots(new Host(parse, io).State, guest.Of(parse));
            Dictionary<string, DomainSnapshot> all = snapshots.All().ToDictionary(s => s.Name!);
            MomentTree tree = snapshots.Tree();
            bool anyState = !parse.GetValue(inactive) && !parse.GetValue(active) && !parse.GetValue(diskOnly);
            bool anyPlace = parse.GetValue(inside) == parse.GetValue(outside);
            Moment[] shown = [.. filters.Of(parse, tree, n => new GuestException($"Domain snapshot not found: no domain snapshot with matching name '{n}'"), () => snapshots.CurrentOrThrow().Name!)
                .Where(m => !parse.GetValue(noMetadata) || parse.GetValue(metadata))
                .Where(m => anyState || (all[m.Name].State switch
                {
                    SnapshotState.Shutoff => parse.GetValue(inactive),
                    SnapshotState.DiskSnapshot => parse.GetValue(diskOnly),
                    _ => parse.GetValue(active),
                }))
                .Where(m => anyPlace || all[m.Name].IsExternal == parse.GetValue(outside))];
            filters.Write(parse, io, tree, shown, ["State"], m => [SnapshotState.Names.Of(all[m.Name].State) ?? ""]);
        });
        return command;
    }
}
