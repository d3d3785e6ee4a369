using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>managedsave-define GUEST XML</c>: another definition for a guest's managed save.</summary>
internal static class ManagedsaveDefineVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("managedsave-define", "put another definition into a guest's managed save")
        {
            Examples = [("managedsave-define server moved.xml", "for example with other paths of disks; what the guest sees must be the same")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var xml = new Argument<string>("XML") { Description = "the file with the definition" };
        var options = new StateOptions();
        command.Arguments.Add(xml);
        command.Options.Add(options.Running);
        command.Options.Add(options.Paused);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string name = guest.Of(parse);
            Domain definition = DomainFile.Read(parse.GetValue(xml)!, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
            bool? running = options.Runs(parse);
            Failure.Named($"Failed to update {name} XML configuration", () =>
            {
                using ManagedImage image = new ManagedSaves(host.State).Open(name);
                SavedDefinition.Change(image.Path, definition, running, host.CompleteExisting, host.Settings);
            });
            Confirmation.Say(io, parse, $"Managed save state file of domain '{name}' updated.");
        });
        return command;
    }
}
