using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>guestinfo GUEST</c>: users, system, time zone, file systems, disks, interfaces, load (live-changes.md 11).</summary>
internal static class GuestinfoVerb
{
    public static Command Build(Io io)
    {
        List<(string Command, Option<bool> Option)> groups =
            [.. GuestInfo.Groups.Select(g => (g.Command, new Option<bool>("--" + g.Option) { Description = "only this group, and others that are named" }))];
        var command = new VerbCommand("guestinfo", "show what a guest's agent knows of it")
        {
            Examples = [("guestinfo web", ""), ("guestinfo web --os --hostname", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        groups.ForEach(g => command.Options.Add(g.Option));
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var agent = new AgentVerb(parse, io, null);
            Domain domain = agent.Host.Guests.LiveDomain(name);
            bool chosen = groups.Exists(g => parse.GetValue(g.Option));
            var fields = new List<(string Name, string Value)>();
            foreach ((string ask, Option<bool> option) in groups)
            {
                if (chosen && !parse.GetValue(option))
                {
                    continue;
                }

                try
                {
                    fields.AddRange(GuestInfo.Of(ask, agent.Ask(name, ask), domain));
                }
                catch (GuestException e) when (!chosen && e.Message.StartsWith("guest agent command failed: ", StringComparison.Ordinal))
                {
                    // this agent does not know the group
                }
            }

            Confirmation.Show(io, parse, GuestInfo.Text(fields));
        });
        return command;
    }
}
