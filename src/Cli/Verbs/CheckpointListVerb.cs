using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.State;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>checkpoint-list GUEST</c>.</summary>
internal static class CheckpointListVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("checkpoint-list", "list a guest's checkpoints") { Examples = [("checkpoint-list server --tree", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var filters = new MomentFilters();
        foreach (Option option in filters.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            MomentTree tree = new GuestCheckpoints(new Host(parse, io).State, guest.Of(parse)).Tree();
            IReadOnlyList<Moment> shown = filters.Of(parse, tree, n =>
                new GuestException($"Domain checkpoint not found: no domain checkpoint with matching name '{n}'"));
            filters.Write(parse, io, tree, shown, [], _ => []);
        });
        return command;
    }
}
