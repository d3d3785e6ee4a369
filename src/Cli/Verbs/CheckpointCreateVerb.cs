using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>checkpoint-create GUEST [XML]</c>.</summary>
internal static class CheckpointCreateVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("checkpoint-create",
            "begin to note what changes on a running guest's disks, from XML")
        { Examples = [("checkpoint-create server point.xml", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var xml = new Argument<string?>("XML") { Description = "the file with the checkpoint's XML", Arity = ArgumentArity.ZeroOrOne };
        var redefine = new Option<bool>("--redefine") { Description = "take up one that exists already" };
        var validate = new Option<bool>("--redefine-validate") { Description = "with --redefine: look whether its bitmaps are there" };
        var quiesce = new Option<bool>("--quiesce") { Description = "have the guest's agent write everything out first" };
        command.Arguments.Add(xml);
        command.Options.Add(redefine);
        command.Options.Add(validate);
        command.Options.Add(quiesce);
        command.SetAction(parse =>
        {
            string? file = parse.GetValue(xml);
            var checkpoints = new GuestCheckpoints(new Host(parse, io).State, guest.Of(parse));
            string text = file is null ? "<domaincheckpoint/>" : DomainFile.ReadText(file);
            bool again = parse.GetValue(redefine);
            if (parse.GetValue(validate) && !again)
            {
                throw new UsageException("Option --redefine is required by option --redefine-validate");
            }

            VirshFlags.Exclude(parse, "VIR_DOMAIN_CHECKPOINT_CREATE_", (redefine, quiesce));
            string name = Failure.OfChange(null, () =>
            {
                DomainCheckpoint checkpoint = CheckpointReader.Read(text, again);
                return again ? checkpoints.Redefine(checkpoint, parse.GetValue(validate)) : checkpoints.Create(checkpoint, parse.GetValue(quiesce));
            });
            Confirmation.Say(io, parse, $"Domain checkpoint {name} created{(file is null ? "" : $" from '{file}'")}");
        });
        return command;
    }
}
