using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>save-image-define FILE XML</c>: another definition for a saved guest.</summary>
internal static class SaveImageDefineVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("save-image-define", "put another definition into a saved guest's image")
        {
            Examples = [("save-image-define /srv/server.save moved.xml", "for example with other paths of disks; what the guest sees must be the same")],
        };
        var file = new Argument<string>("FILE") { Description = "what save has written" };
        var xml = new Argument<string>("XML") { Description = "the file with the definition" };
        var options = new StateOptions();
        command.Arguments.Add(file);
        command.Arguments.Add(xml);
        command.Options.Add(options.Running);
        command.Options.Add(options.Paused);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            Domain definition = DomainFile.Read(parse.GetValue(xml)!, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules);
            bool? running = options.Runs(parse);
            Failure.Named($"Failed to update {parse.GetValue(file)}", () =>
                SavedDefinition.Change(Path.GetFullPath(parse.GetValue(file)!), definition, running, host.CompleteExisting, host.Settings));
            Confirmation.Say(io, parse, $"State file {parse.GetValue(file)} updated.");
        });
        return command;
    }
}
