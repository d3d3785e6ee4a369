using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-create-as GUEST [NAME] [DESCRIPTION]</c>: a snapshot as the options say.</summary>
internal static class SnapshotCreateAsVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-create-as", "make a snapshot of a guest")
        {
            Examples =
            [
                ("snapshot-create-as server before", "inside the guest's images, with its memory if it runs"),
                ("snapshot-create-as server s1 --disk-only --diskspec vda,file=/srv/s1.qcow2", "a new image on top"),
                ("snapshot-create-as server s2 --memspec /srv/s2.mem --live", "disks and memory in files of their own, while it runs"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string?>("NAME") { Description = "its name (default: the time)", Arity = ArgumentArity.ZeroOrOne };
        var description = new Argument<string?>("DESCRIPTION") { Description = "a word about it", Arity = ArgumentArity.ZeroOrOne };
        var nameOption = new Option<string?>("--name") { Description = "the same as an option", Hidden = true };
        var descriptionOption = new Option<string?>("--description") { Description = "the same as an option", Hidden = true };
        var printXml = new Option<bool>("--print-xml") { Description = "only show its XML" };
        var validate = new Option<bool>("--validate") { Description = "for virsh's sake", Hidden = true };
        var memspec = new Option<string?>("--memspec") { Description = "where the memory goes: [file=]NAME[,snapshot=TYPE]", HelpName = "SPEC" };
        var diskspec = new Option<string[]>("--diskspec")
        {
            Description =
            "what becomes of a disk: DISK[,snapshot=TYPE][,driver=TYPE][,stype=TYPE][,file=NAME] (may be repeated)",
            HelpName = "SPEC"
        };
        var options = new SnapshotCreateOptions();
        command.Arguments.Add(name);
        command.Arguments.Add(description);
        foreach (Option option in (Option[])[nameOption, descriptionOption, printXml, memspec, diskspec, validate, .. options.All])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            var snapshots = new GuestSnapshots(host.State, guest.Of(parse));
            string? wanted = parse.GetValue(name) ?? parse.GetValue(nameOption);
            if (wanted is "")
            {
                throw new UsageException("Failed to get option 'name': Option argument is empty");
            }

            string xml = SnapshotSpec.Snapshot(wanted, parse.GetValue(description) ?? parse.GetValue(descriptionOption), parse.GetValue(memspec),
                parse.GetValue(diskspec) ?? []);
            if (parse.GetValue(printXml))
            {
                io.Out.WriteLine(xml);
                Confirmation.End(io, parse);
                return;
            }

            string made = Failure.OfChange(null, () => snapshots.Create(SnapshotReader.Read(xml, redefine: false), options.Of(parse, host)));
            Confirmation.Line(io, parse, $"Domain snapshot {made} created");
        });
        return command;
    }
}
