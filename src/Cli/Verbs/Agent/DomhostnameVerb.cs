using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>domhostname GUEST</c>: the agent's word (live-changes.md 11).</summary>
internal static class DomhostnameVerb
{
    public static Command Build(Io io)
    {
        var source = new Option<string?>("--source") { Description = "agent (the default); lease is not known here", HelpName = "agent" };
        var command = new VerbCommand("domhostname", "show the host name that a guest gives itself")
        {
            Examples = [("domhostname web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(source);
        command.SetAction(parse =>
        {
            if (parse.GetValue(source) is not (null or "agent") and var other)
            {
                throw new UsageException($"Unknown data source '{other}'");
            }

            string name = guest.Of(parse);
            var agent = new AgentVerb(parse, io, "failed to get hostname");
            System.Text.Json.JsonElement reply = agent.Ask(name, "guest-get-host-name");
            (string _, string host) = GuestInfo.Of("guest-get-host-name", reply, agent.Host.Guests.LiveDomain(name)).FirstOrDefault();
            Confirmation.Value(
                io, "hostname", host
                ?? throw new Runner.GuestException($"failed to get hostname\nerror: no hostname found: no hostname found for domain {name}"));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
