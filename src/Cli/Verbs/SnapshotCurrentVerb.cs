using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-current GUEST [NAME]</c>: shows the current snapshot, or makes one the current one.</summary>
internal static class SnapshotCurrentVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-current", "show or set a guest's current snapshot") { Examples = [("snapshot-current server --name", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string?>("NAME") { Description = "make this one the current one", Arity = ArgumentArity.ZeroOrOne };
        var nameOnly = new Option<bool>("--name") { Description = "its name only" };
        var securityInfo = new Option<bool>("--security-info") { Description = "show passwords" };
        command.Arguments.Add(name);
        command.Options.Add(nameOnly);
        command.Options.Add(securityInfo);
        command.SetAction(parse =>
        {
            var snapshots = new GuestSnapshots(new Host(parse, io).State, guest.Of(parse));
            if (parse.GetValue(name) is { } wanted)
            {
                if (parse.GetValue(nameOnly))
                {
                    throw new UsageException("Options --name and --snapshotname are mutually exclusive");
                }

                snapshots.MakeCurrent(wanted);
                Confirmation.Say(io, parse, $"Snapshot {wanted} set as current");
                return;
            }

            DomainSnapshot current = snapshots.Current()
                ?? throw new GuestException($"domain '{snapshots.GuestName}' has no current snapshot");
            if (parse.GetValue(nameOnly))
            {
                Confirmation.Value(io, "name", current.Name ?? "");
            }
            else
            {
                if (!parse.GetValue(securityInfo))
                {
                    Secrets.Hide(current.Domain);
                    Secrets.Hide(current.InactiveDomain);
                }

                io.Out.Write(SnapshotWriter.Write(current, forFile: false));
            }

            Confirmation.End(io, parse);
        });
        return command;
    }
}
