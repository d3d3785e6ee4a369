using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>reboot GUEST</c>: asks the guest to power off and starts it again in the same QEMU.</summary>
internal static class RebootVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("reboot", "ask a guest to reboot")
        {
            Examples = [("reboot server", "by its power button, then a reset"), ("reboot server --mode agent", "through the guest agent")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        PowerMode mode = PowerMode.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            _ = mode.Ways(parse);
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            VirshWords.Or($"Failed to reboot domain '{name}'", () => mode.Run(parse, byAgent => host.Guests.Reboot(name, byAgent)));
            Confirmation.Say(io, parse, $"Domain '{name}' is being rebooted");
        });
        return command;
    }
}
