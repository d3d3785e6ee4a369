using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>domfsinfo GUEST</c>: file systems and the disks below them (live-changes.md 11).</summary>
internal static class DomfsinfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domfsinfo", "list what is mounted in a guest")
        {
            Examples = [("domfsinfo web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var agent = new AgentVerb(parse, io, "Unable to get filesystem information");
            IReadOnlyList<GuestFilesystem> all = GuestFilesystem.Of(agent.Ask(name, "guest-get-fsinfo"), agent.Host.Guests.LiveDomain(name));
            if (all.Count == 0 && io.Json is null)
            {
                Confirmation.Show(io, parse, "No filesystems are mounted in the domain");
                return;
            }

            Confirmation.Show(io, parse, GuestFilesystem.Table(all));
        });
        return command;
    }
}
