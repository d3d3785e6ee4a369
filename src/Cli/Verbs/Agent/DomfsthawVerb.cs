using System.CommandLine;
using System.Text.Json;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>domfsthaw GUEST [MOUNTPOINT…]</c>: the agent thaws them (live-changes.md 11).</summary>
internal static class DomfsthawVerb
{
    public static Command Build(Io io)
    {
        var mountpoints = new Argument<string[]>("MOUNTPOINT") { Description = "which; none = all", Arity = ArgumentArity.ZeroOrMore };
        var command = new VerbCommand("domfsthaw", "write again to a guest's file systems")
        {
            Examples = [("domfsthaw web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(mountpoints);
        command.SetAction(parse =>
        {
            var agent = new AgentVerb(parse, io, "Unable to thaw filesystems");
            string[] mounts = parse.GetValue(mountpoints)!;
            if (mounts.Length > 0)
            {
                throw new Runner.GuestException("Unable to thaw filesystems\nerror: argument unsupported: specifying mountpoints is not supported");
            }

            (string ask, string? arguments) = ("guest-fsfreeze-thaw", null);
            JsonElement answer = agent.Ask(guest.Of(parse), ask, arguments);
            long count = agent.Named(() => AgentCount.Of(answer));
            Confirmation.Say(io, parse, $"Thawed {count} filesystem(s)");
        });
        return command;
    }
}
