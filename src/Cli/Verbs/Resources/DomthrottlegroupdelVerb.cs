using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>domthrottlegroupdel GUEST GROUP</c>: removes a throttle group that no disk uses (measured.md 8).</summary>
internal static class DomthrottlegroupdelVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domthrottlegroupdel", "remove a throttle group") { Examples = [("domthrottlegroupdel web slow", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        Argument<string> group = ThrottleGroupArgument.AddTo(command);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = ThrottleGroupArgument.Of(parse, group);
            new GuestChange(parse, io, affects, null).Run(
                guest.Of(parse),
                (running, _) => ThrottleGroupChange.Remove(running.Live, name),
                config => ThrottleGroupChange.RemoveStored(config, name));
            Confirmation.Say(io, parse, "Throttle group deleted successfully");
        });
        return command;
    }
}
