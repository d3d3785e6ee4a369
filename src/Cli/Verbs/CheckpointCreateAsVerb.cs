using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>checkpoint-create-as GUEST [NAME] [DESCRIPTION]</c>.</summary>
internal static class CheckpointCreateAsVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("checkpoint-create-as", "begin to note what changes on a running guest's disks")
        {
            Examples = [("checkpoint-create-as server monday", "backup-begin with <incremental>monday</incremental> saves what has changed since")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var name = new Argument<string?>("NAME") { Description = "its name (default: the time)", Arity = ArgumentArity.ZeroOrOne };
        var description = new Argument<string?>("DESCRIPTION") { Description = "a word about it", Arity = ArgumentArity.ZeroOrOne };
        var nameOption = new Option<string?>("--name") { Description = "the same as an option", Hidden = true };
        var descriptionOption = new Option<string?>("--description") { Description = "the same as an option", Hidden = true };
        var quiesce = new Option<bool>("--quiesce") { Description = "have the guest's agent write everything out first" };
        var printXml = new Option<bool>("--print-xml") { Description = "only show its XML" };
        var diskspec = new Option<string[]>("--diskspec") { Description = "a disk: DISK[,checkpoint=TYPE][,bitmap=NAME] (may be repeated)", HelpName = "SPEC" };
        command.Arguments.Add(name);
        command.Arguments.Add(description);
        foreach (Option option in (Option[])[nameOption, descriptionOption, quiesce, printXml, diskspec])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var checkpoints = new GuestCheckpoints(new Host(parse, io).State, guest.Of(parse));
            string? wanted = parse.GetValue(name) ?? parse.GetValue(nameOption);
            if (wanted is "")
            {
                throw new UsageException("Failed to get option 'name': Option argument is empty");
            }

            string xml = SnapshotSpec.Checkpoint(wanted, parse.GetValue(description) ?? parse.GetValue(descriptionOption),
                parse.GetValue(diskspec) ?? []);
            if (parse.GetValue(printXml))
            {
                io.Out.WriteLine(xml);
                Confirmation.End(io, parse);
                return;
            }

            string made = Failure.OfChange(null, () => checkpoints.Create(CheckpointReader.Read(xml, redefine: false), parse.GetValue(quiesce)));
            Confirmation.Say(io, parse, $"Domain checkpoint {made} created");
        });
        return command;
    }
}
