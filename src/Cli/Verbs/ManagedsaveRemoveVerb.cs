using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>managedsave-remove GUEST</c>: gives up a managed save.</summary>
internal static class ManagedsaveRemoveVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("managedsave-remove", "give up a guest's managed save: it boots at its next start")
        {
            Examples = [("managedsave-remove server", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            bool removed = VirshWords.Or($"Failed to remove managed save image for domain '{name}'", () => new ManagedSaves(host.State).Remove(name));
            Confirmation.Say(io, parse, removed ? $"Removed managedsave image for domain '{name}'"
                : $"Domain '{name}' has no manage save image; removal skipped");
        });
        return command;
    }
}
