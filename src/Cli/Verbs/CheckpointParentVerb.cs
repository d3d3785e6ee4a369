using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>checkpoint-parent GUEST NAME</c>.</summary>
internal static class CheckpointParentVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("checkpoint-parent", "show what a checkpoint was made on") { Examples = [("checkpoint-parent server monday", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string>("NAME") { Description = "the checkpoint" };
        command.Arguments.Add(name);
        command.SetAction(parse =>
        {
            DomainCheckpoint checkpoint = new GuestCheckpoints(new Host(parse, io).State, guest.Of(parse)).Get(parse.GetValue(name)!);
            Confirmation.Value(io, "parent", checkpoint.Parent ?? throw new GuestException($"checkpoint '{checkpoint.Name}' has no parent"));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
