using System.CommandLine;
using System.Text.Json;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>domfsfreeze GUEST [MOUNTPOINT…]</c>: the agent freezes them (live-changes.md 11).</summary>
internal static class DomfsfreezeVerb
{
    public static Command Build(Io io)
    {
        var mountpoints = new Argument<string[]>("MOUNTPOINT") { Description = "which; none = all", Arity = ArgumentArity.ZeroOrMore };
        var command = new VerbCommand("domfsfreeze", "stop writing to a guest's file systems")
        {
            Examples = [("domfsfreeze web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(mountpoints);
        command.SetAction(parse =>
        {
            var agent = new AgentVerb(parse, io, "Unable to freeze filesystems");
            string[] mounts = parse.GetValue(mountpoints)!;
            (string ask, string? arguments) = AgentWords.Freeze(mounts);
            JsonElement answer = agent.Ask(guest.Of(parse), ask, arguments);
            long count = agent.Named(() => AgentCount.Of(answer));
            Confirmation.Say(io, parse, $"Froze {count} filesystem(s)");
        });
        return command;
    }
}
