using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>domifaddr GUEST [INTERFACE]</c>: by leases, by the agent, or by the host's neighbours (live-changes.md 7).</summary>
internal static class DomifaddrVerb
{
    public static Command Build(Io io)
    {
        var nic = new Argument<string?>("INTERFACE") { Description = "one of them: its name there", Arity = ArgumentArity.ZeroOrOne };
        var full = new Option<bool>("--full") { Description = "name and MAC address in each line" };
        var source = new Option<string?>("--source") { Description = "lease (the default), agent or arp", HelpName = "SOURCE" };
        var command = new VerbCommand("domifaddr", "list the addresses of a guest's interfaces")
        {
            Examples = [("domifaddr web", "what its networks have given out"), ("domifaddr web --source agent", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(nic);
        command.Options.Add(full);
        command.Options.Add(source);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var agent = new AgentVerb(parse, io, "Failed to query for interfaces addresses");
            IReadOnlyList<GuestInterface> found = parse.GetValue(source) switch
            {
                "agent" => GuestInterface.Of(agent.Ask(name, "guest-network-get-interfaces")),
                null or "lease" => agent.Named(() => Neighbours.OfLeases(agent.Host.Guests.LiveDomain(name), agent.Host.Networks.Store,
                    DateTimeOffset.UtcNow.ToUnixTimeSeconds())),
                "arp" => agent.Named(() => Neighbours.OfTable(agent.Host.Guests.LiveDomain(name))),
                var other => throw new UsageException($"Unknown data source '{other}'"),
            };
            if (io.Json is { } answer)
            {
                answer.List(found.Where(i => parse.GetValue(nic) is not { } only || i.Name == only).Select(i => (object?)Members(i)));
                return;
            }

            Confirmation.Show(io, parse, AddressTable.Of(found, parse.GetValue(nic), parse.GetValue(full), parse.GetValue(GlobalOptions.Quiet)));
        });
        return command;
    }

    private static List<KeyValuePair<string, object?>> Members(GuestInterface nic) =>
    [
        new("name", nic.Name),
        new("mac", nic.Mac),
        new("addresses", nic.Addresses.Select(a => (object?)new List<KeyValuePair<string, object?>>
        {
            new("protocol", a.Type), new("address", a.Address), new("prefix", (long)a.Prefix),
        }).ToList()),
    ];
}
