using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>save-image-edit FILE</c>: a saved guest's definition through an editor.</summary>
internal static class SaveImageEditVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("save-image-edit", "edit the definition in a saved guest's image")
        {
            Examples = [("save-image-edit /srv/server.save", "with $VISUAL, $EDITOR or vi")],
        };
        var file = new Argument<string>("FILE") { Description = "what save has written" };
        var options = new StateOptions();
        command.Arguments.Add(file);
        command.Options.Add(options.Running);
        command.Options.Add(options.Paused);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string name = parse.GetValue(file)!;
            string path = Path.GetFullPath(name);
            bool? running = options.Runs(parse);
            string before = SavedDefinition.Text(SavedImages.Read(path), host.CompleteExisting, withSecrets: true);
            if (TextEditor.Edit(before) is not { } after)
            {
                Confirmation.Say(io, parse, $"Saved image {name} XML configuration not changed.");
                return;
            }

            Domain definition = DomainFile.Parse(after, "edited XML", io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
            SavedDefinition.Change(path, definition, running, host.CompleteExisting, host.Settings);
            Confirmation.Say(io, parse, $"State file {name} edited.");
        });
        return command;
    }
}
