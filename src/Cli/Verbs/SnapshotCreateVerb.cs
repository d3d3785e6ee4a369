using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-create GUEST [XML]</c>: a snapshot as its XML says.</summary>
internal static class SnapshotCreateVerb
{
    private const string Flags = "VIR_DOMAIN_SNAPSHOT_CREATE_";

    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-create", "make a snapshot of a guest from XML")
        {
            Examples = [("snapshot-create server", "of everything, named after the time"), ("snapshot-create server snap.xml --disk-only", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var xml = new Argument<string?>("XML") { Description = "the file with the snapshot's XML", Arity = ArgumentArity.ZeroOrOne };
        var redefine = new Option<bool>("--redefine") { Description = "take up one that exists already" };
        var current = new Option<bool>("--current") { Description = "with --redefine: make it the current one" };
        var validate = new Option<bool>("--validate") { Description = "for virsh's sake: XML is always looked through" };
        var options = new SnapshotCreateOptions();
        command.Arguments.Add(xml);
        foreach (Option option in (Option[])[redefine, current, validate, .. options.All])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string? file = parse.GetValue(xml);
            var snapshots = new GuestSnapshots(host.State, guest.Of(parse));
            string text = file is null ? "<domainsnapshot/>" : DomainFile.ReadText(file);
            bool again = parse.GetValue(redefine);
            VirshFlags.Require(parse, Flags, (current, redefine));
            VirshFlags.Exclude(parse, Flags, (redefine, options.NoMetadata), (options.Live, redefine));
            string name = Failure.OfChange(null, () => again ? snapshots.Redefine(SnapshotReader.Read(text, again), parse.GetValue(current))
                : snapshots.Create(SnapshotReader.Read(text, again), options.Of(parse, host)));
            Confirmation.Line(io, parse, $"Domain snapshot {name} created{(file is null ? "" : $" from '{file}'")}");
        });
        return command;
    }
}
