using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>save-image-dumpxml FILE</c>: the definition in a saved guest's image.</summary>
internal static class SaveImageDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("save-image-dumpxml", "show the definition in a saved guest's image")
        {
            Examples = [("save-image-dumpxml /srv/server.save", "")],
        };
        var file = new Argument<string>("FILE") { Description = "what save has written" };
        var securityInfo = new Option<bool>("--security-info") { Description = "show passwords" };
        command.Arguments.Add(file);
        command.Options.Add(securityInfo);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            io.Out.Write(SavedDefinition.Text(SavedImages.Read(Path.GetFullPath(parse.GetValue(file)!)), host.CompleteExisting, parse.GetValue(securityInfo)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
