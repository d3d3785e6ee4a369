using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>domthrottlegroupset GUEST GROUP</c>: makes a throttle group or changes its limits (measured.md 8).</summary>
internal static class DomthrottlegroupsetVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domthrottlegroupset", "make a throttle group, or change its limits")
        {
            Examples = [("domthrottlegroupset web slow --total-iops-sec 500", ""), ("attach-disk web /srv/b.qcow2 vdb --throttle-groups slow", "a disk of it")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        Argument<string> group = ThrottleGroupArgument.AddTo(command);
        LimitOptions limits = LimitOptions.AddTo(command);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = ThrottleGroupArgument.Of(parse, group);
            Dictionary<string, ulong> given = limits.Of(parse);
            new GuestChange(parse, io, affects, "Unable to set throttle group").Run(
                guest.Of(parse),
                (running, _) => ThrottleGroupChange.Set(running.Live, name, given),
                config => ThrottleGroupChange.SetStored(config, name, given));
            Confirmation.Say(io, parse, "Throttle group set successfully");
        });
        return command;
    }
}
