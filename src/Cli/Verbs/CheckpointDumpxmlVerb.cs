using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>checkpoint-dumpxml GUEST NAME</c>.</summary>
internal static class CheckpointDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("checkpoint-dumpxml",
            "show a checkpoint's XML")
        { Examples = [("checkpoint-dumpxml server monday --size", "with the bytes that have changed since")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string>("NAME") { Description = "the checkpoint" };
        var securityInfo = new Option<bool>("--security-info") { Description = "show passwords" };
        var noDomain = new Option<bool>("--no-domain") { Description = "leave the guest's XML out" };
        var size = new Option<bool>("--size") { Description = "say how much has changed since" };
        command.Arguments.Add(name);
        foreach (Option option in (Option[])[securityInfo, noDomain, size])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var checkpoints = new GuestCheckpoints(new Host(parse, io).State, guest.Of(parse));
            DomainCheckpoint checkpoint = parse.GetValue(size) ? checkpoints.WithSizes(parse.GetValue(name)!) : checkpoints.Get(parse.GetValue(name)!);
            if (!parse.GetValue(securityInfo))
            {
                Secrets.Hide(checkpoint.Domain);
                Secrets.Hide(checkpoint.InactiveDomain);
            }

            io.Out.Write(CheckpointWriter.Write(checkpoint, withDomain: !parse.GetValue(noDomain)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
