using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>reset GUEST</c>: the reset button.</summary>
internal static class ResetVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("reset", "reset a guest as if by its reset button; the guest is not asked")
        {
            Examples = [("reset hello", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            VirshWords.Or($"Failed to reset domain '{name}'", () => host.Guests.Reset(name));
            Confirmation.Say(io, parse, $"Domain '{name}' was reset");
        });
        return command;
    }
}
