using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>checkpoint-delete GUEST NAME</c>.</summary>
internal static class CheckpointDeleteVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("checkpoint-delete", "end a checkpoint") { Examples = [("checkpoint-delete server monday", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string>("NAME") { Description = "the checkpoint" };
        var children = new Option<bool>("--children") { Description = "and all made on it" };
        var childrenOnly = new Option<bool>("--children-only") { Description = "only those made on it" };
        var metadata = new Option<bool>("--metadata") { Description = "only what is kept of it; bitmaps stay" };
        command.Arguments.Add(name);
        foreach (Option option in (Option[])[children, childrenOnly, metadata])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string point = parse.GetValue(name)!;
            var checkpoints = new GuestCheckpoints(new Host(parse, io).State, guest.Of(parse));
            _ = checkpoints.Get(point);
            VirshWords.Or($"Failed to delete checkpoint {point}", () =>
            {
                VirshFlags.Exclude(parse, "VIR_DOMAIN_CHECKPOINT_DELETE_", (children, childrenOnly));
                checkpoints.Delete(point, parse.GetValue(children), parse.GetValue(childrenOnly), parse.GetValue(metadata));
            });
            Confirmation.Say(io, parse, $"Domain checkpoint {point} {(parse.GetValue(childrenOnly) ? "children " : "")}deleted");
        });
        return command;
    }
}
