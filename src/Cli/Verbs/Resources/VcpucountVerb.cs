using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Agent;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>vcpucount GUEST</c>: how many vCPUs are online and can be (live-changes.md 9.3).</summary>
internal static class VcpucountVerb
{
    public static Command Build(Io io)
    {
        var maximum = new Option<bool>("--maximum") { Description = "only the most there can be" };
        var active = new Option<bool>("--active") { Description = "only how many are online" };
        var byGuest = new Option<bool>("--guest") { Description = "how many the guest uses, by its agent" };
        var command = new VerbCommand("vcpucount", "show how many vCPUs a guest has")
        {
            Examples = [("vcpucount web", ""), ("vcpucount web --active", "2")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[maximum, active, byGuest])
        {
            command.Options.Add(option);
        }

        ChangeScope scope = ChangeScope.AddTo(command);
        command.SetAction(parse =>
        {
            if (parse.GetValue(maximum) && parse.GetValue(active))
            {
                throw new UsageException("Options --maximum and --active are mutually exclusive");
            }

            var host = new Host(parse, io);
            Runner.Definitions.KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            if (parse.GetValue(byGuest))
            {
                var agent = new Agent.AgentVerb(parse, io, null);
                Confirmation.Value(io, parse, "vcpus", $"{agent.Named(() => GuestVcpu.Of(agent.Ask(known.Name, "guest-get-vcpus"))).Count(v => v.IsOnline)}");
                return;
            }

            Domain? running = known.Active is null ? null : host.Guests.LiveDomain(known.Name);
            Domain? defined = known.Definition is { } definition ? DomainFile.OfDefinition(definition, io) : null;
            if (!parse.GetValue(maximum) && !parse.GetValue(active))
            {
                Confirmation.Show(io, parse, VcpuTable.Counts(running, defined));
                return;
            }

            (bool ofLive, bool ofConfig) = scope.Of(parse, known);
            Domain one = ofLive && !ofConfig ? running! : defined!;
            Confirmation.Value(io, parse, "vcpus", $"{(parse.GetValue(maximum) ? one.Vcpus.Maximum : one.Vcpus.OnlineCount)}");
        });
        return command;
    }
}
