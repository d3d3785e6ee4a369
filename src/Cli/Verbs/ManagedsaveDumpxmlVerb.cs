using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>managedsave-dumpxml GUEST</c>: the definition in a guest's managed save.</summary>
internal static class ManagedsaveDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("managedsave-dumpxml", "show the definition in a guest's managed save")
        {
            Examples = [("managedsave-dumpxml server", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var securityInfo = new Option<bool>("--security-info") { Description = "show passwords" };
        command.Options.Add(securityInfo);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            using ManagedImage image = new ManagedSaves(host.State).Open(guest.Of(parse));
            io.Out.Write(SavedDefinition.Text(SavedImages.Read(image.Path), host.CompleteExisting, parse.GetValue(securityInfo)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
