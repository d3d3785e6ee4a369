using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>managedsave-edit GUEST</c>: the definition in a guest's managed save through an editor.</summary>
internal static class ManagedsaveEditVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("managedsave-edit", "edit the definition in a guest's managed save")
        {
            Examples = [("managedsave-edit server", "with $VISUAL, $EDITOR or vi")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var options = new StateOptions();
        command.Options.Add(options.Running);
        command.Options.Add(options.Paused);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string name = guest.Of(parse);
            using ManagedImage image = new ManagedSaves(host.State).Open(name);
            bool? running = options.Runs(parse);
            string before = SavedDefinition.Text(SavedImages.Read(image.Path), host.CompleteExisting, withSecrets: true);
            if (TextEditor.Edit(before) is not { } after)
            {
                Confirmation.Say(io, parse, $"Managed save image of domain '{name}' XML configuration not changed.");
                return;
            }

            Domain definition = DomainFile.Parse(after, "edited XML", io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
            SavedDefinition.Change(image.Path, definition, running, host.CompleteExisting, host.Settings);
            Confirmation.Say(io, parse, $"Managed save image of Domain '{name}' XML configuration edited.");
        });
        return command;
    }
}
