using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Power;

/// <summary><c>dompmwakeup GUEST</c>: wakes a guest that sleeps.</summary>
internal static class DompmwakeupVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("dompmwakeup", "wake a guest that sent itself to sleep")
        {
            Examples = [("dompmwakeup web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            Failure.OfChange($"Domain '{name}' could not be woken up", () => host.Guests.Execute(name, "system_wakeup"));
            Confirmation.Say(io, parse, $"Domain '{name}' successfully woken up");
        });
        return command;
    }
}
