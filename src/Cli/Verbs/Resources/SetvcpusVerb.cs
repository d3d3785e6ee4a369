using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Agent;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>setvcpus GUEST COUNT</c>: how many vCPUs are online (live-changes.md 9.1).</summary>
internal static class SetvcpusVerb
{
    public static Command Build(Io io)
    {
        var count = new Argument<string>("COUNT") { Description = "how many shall be online" };
        var maximum = new Option<bool>("--maximum") { Description = "the most there can be (only with --config)" };
        var byGuest = new Option<bool>("--guest") { Description = "the guest's agent takes them on- or offline" };
        var hotpluggable = new Option<bool>("--hotpluggable") { Description = "with --config: those added can be taken out again" };
        var command = new VerbCommand("setvcpus", "change the number of a running guest's vCPUs")
        {
            Examples = [("setvcpus web 4", "up to the maximum of <vcpu>")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(count);
        foreach (Option option in (Option[])[maximum, byGuest, hotpluggable])
        {
            command.Options.Add(option);
        }

        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true);
        command.SetAction(parse =>
        {
            uint wanted = SizeText.Number(parse.GetValue(count)!, "--count");
            if (wanted == 0)
            {
                throw new UsageException("Can't set 0 processors for a VM");
            }

            if (parse.GetValue(maximum) && !affects.IsConfig(parse))
            {
                throw new UsageException("Option --config is required by option --maximum");
            }

            string name = guest.Of(parse);
            if (parse.GetValue(byGuest))
            {
                ByAgent(new Agent.AgentVerb(parse, io, null), name, wanted);
                Confirmation.End(io, parse);
                return;
            }

            new GuestChange(parse, io, affects, null)
                .Run(name, (running, results) => VcpuChange.SetCount(running, wanted, results), config =>
                Store(config, wanted, parse.GetValue(maximum), parse.GetValue(hotpluggable)));
            Confirmation.End(io, parse);
        });
        return command;
    }

    /// <summary>An agent may do less than it is asked for at a time; the rest is asked for again.</summary>
    private static void ByAgent(Agent.AgentVerb agent, string name, uint count)
    {
        List<GuestVcpu> left = [.. agent.Named(() => GuestVcpu.ToBeOnline(GuestVcpu.Of(agent.Ask(name, "guest-get-vcpus")), count))];
        while (left.Count > 0)
        {
            long done = agent.Named(() => AgentCount.Of(agent.Ask(name, "guest-set-vcpus", AgentWords.SetVcpus(left))));
            if (done <= 0)
            {
                throw new Runner.GuestException("internal error: failed to set state of cpu " + left[0].Id);
            }

            left.RemoveRange(0, (int)Math.Min(done, left.Count));
        }
    }

    private static void Store(Domain config, uint count, bool maximum, bool hotpluggable)
    {
        if (maximum)
        {
            VcpuChange.SetMaximum(config, count);
        }
        else
        {
            VcpuChange.SetCount(config, count, hotpluggable);
        }
    }
}
