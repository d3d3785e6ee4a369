using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Power;

/// <summary><c>set-lifecycle-action GUEST poweroff|reboot|crash ACTION</c>: what happens when the guest powers off, reboots or crashes.</summary>
internal static class SetLifecycleActionVerb
{
    public static Command Build(Io io)
    {
        var type = new Argument<string>("TYPE") { Description = "poweroff, reboot or crash" };
        var action = new Argument<string>("ACTION") { Description = "destroy, restart, preserve …" };
        type.CompletionSources.Add("poweroff", "reboot", "crash");
        action.CompletionSources.Add("destroy", "restart", "preserve", "rename-restart", "coredump-destroy", "coredump-restart");
        var command = new VerbCommand("set-lifecycle-action", "change what happens when a guest powers off, reboots or crashes")
        {
            Examples = [("set-lifecycle-action web reboot destroy", ""), ("set-lifecycle-action web crash restart --config", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(type);
        command.Arguments.Add(action);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string when = parse.GetValue(type)!, what = parse.GetValue(action)!;
            if (when is not ("poweroff" or "reboot" or "crash"))
            {
                throw new GuestException($"Invalid lifecycle type '{when}'.");
            }

            if (!LifecycleAction.Names.TryParse(what, out LifecycleAction wanted))
            {
                throw new GuestException($"Invalid lifecycle action '{what}'.");
            }

            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, "Unable to change lifecycle action.");
            change.Run(name, (running, _) => LifecycleChange.Live(running, when, wanted), config => LifecycleChange.Apply(config, when, wanted));
            change.Host.Guests.TellLifecycle(name);
            Confirmation.End(io, parse);
        });
        return command;
    }
}
