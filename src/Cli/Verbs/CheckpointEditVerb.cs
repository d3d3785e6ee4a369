using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>checkpoint-edit GUEST NAME</c>: a checkpoint's XML through an editor.</summary>
internal static class CheckpointEditVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("checkpoint-edit", "edit what is kept of a checkpoint") { Examples = [("checkpoint-edit server monday", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string>("NAME") { Description = "the checkpoint" };
        command.Arguments.Add(name);
        command.SetAction(parse =>
        {
            var checkpoints = new GuestCheckpoints(new Host(parse, io).State, guest.Of(parse));
            DomainCheckpoint before = checkpoints.Get(parse.GetValue(name)!);
            if (TextEditor.Edit(CheckpointWriter.Write(before)) is not { } text)
            {
                Confirmation.Say(io, parse, $"Checkpoint {before.Name} XML configuration not changed.");
                return;
            }

            DomainCheckpoint after = CheckpointReader.Read(text, redefine: true);
            if (after.Name != before.Name)
            {
                throw new UsageException($"cannot rename checkpoint {before.Name} to {after.Name}");
            }

            checkpoints.Redefine(after, validate: false);
            Confirmation.Say(io, parse, $"Checkpoint {before.Name} edited.");
        });
        return command;
    }
}
