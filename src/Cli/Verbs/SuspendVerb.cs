using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>suspend GUEST</c>: stops the guest's CPUs; its memory stays.</summary>
internal static class SuspendVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("suspend", "stop a running guest's CPUs; its memory stays where it is")
        {
            Examples = [("suspend hello", ""), ("resume hello", "goes on where it was")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            VirshWords.Or($"Failed to suspend domain '{name}'", () => host.Guests.Suspend(name));
            Confirmation.Say(io, parse, $"Domain '{name}' suspended");
        });
        return command;
    }
}
