using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>checkpoint-info GUEST NAME</c>.</summary>
internal static class CheckpointInfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("checkpoint-info", "show what is known of a checkpoint") { Examples = [("checkpoint-info server monday", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string>("NAME") { Description = "the checkpoint" };
        command.Arguments.Add(name);
        command.SetAction(parse =>
        {
            string domain = guest.Of(parse);
            var checkpoints = new GuestCheckpoints(new Host(parse, io).State, domain);
            DomainCheckpoint checkpoint = checkpoints.Get(parse.GetValue(name)!);
            MomentTree tree = checkpoints.Tree();
            MomentText.Line(io, "Name", checkpoint.Name!);
            MomentText.Line(io, "Domain", domain);
            MomentText.Line(io, "Parent", checkpoint.Parent ?? "-");
            MomentText.Line(io, "Children", tree.ChildrenOf(checkpoint.Name!).Count.ToString(CultureInfo.InvariantCulture));
            MomentText.Line(io, "Descendants", tree.DescendantsOf(checkpoint.Name!).Count().ToString(CultureInfo.InvariantCulture));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
