using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-dumpxml GUEST NAME</c>.</summary>
internal static class SnapshotDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-dumpxml", "show a snapshot's XML") { Examples = [("snapshot-dumpxml server before", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string>("NAME") { Description = "the snapshot" };
        var securityInfo = new Option<bool>("--security-info") { Description = "show passwords" };
        command.Arguments.Add(name);
        command.Options.Add(securityInfo);
        command.SetAction(parse =>
        {
            DomainSnapshot snapshot = new GuestSnapshots(new Host(parse, io).State, guest.Of(parse)).Get(parse.GetValue(name)!);
            if (!parse.GetValue(securityInfo))
            {
                Secrets.Hide(snapshot.Domain);
                Secrets.Hide(snapshot.InactiveDomain);
            }

            io.Out.Write(SnapshotWriter.Write(snapshot, forFile: false));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
