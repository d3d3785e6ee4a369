using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>guestvcpus GUEST</c>: vCPUs as the guest has them (live-changes.md 9.3).</summary>
internal static class GuestvcpusVerb
{
    public static Command Build(Io io)
    {
        var list = new Option<string?>("--cpulist") { Description = "which vCPUs", HelpName = "LIST" };
        var enable = new Option<bool>("--enable") { Description = "the guest uses them" };
        var disable = new Option<bool>("--disable") { Description = "the guest does not use them" };
        var command = new VerbCommand("guestvcpus", "show or set which vCPUs a guest uses, by its agent")
        {
            Examples = [("guestvcpus web", ""), ("guestvcpus web --cpulist 1 --disable", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[list, enable, disable])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            VirshWords.Exclusive(parse, (enable, disable));
            string name = guest.Of(parse);
            var agent = new AgentVerb(parse, io, null);
            bool on = parse.GetValue(enable);
            if (!on && !parse.GetValue(disable))
            {
                Confirmation.Show(io, parse, GuestVcpu.Text(agent.Named(() => GuestVcpu.Of(agent.Ask(name, "guest-get-vcpus")))));
                return;
            }

            if (parse.GetValue(list) is not { } text || !NumberSet.TryParse(text, out NumberSet wanted))
            {
                throw new UsageException("command 'guestvcpus' requires --cpulist option");
            }

            agent.Ask(name, "guest-set-vcpus", AgentWords.SetVcpus(wanted.Members().Select(id => new GuestVcpu(id, on, CanOffline: true))));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
