using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-port-list NETWORK</c>.</summary>
internal static class NetPortListVerb
{
    public static Command Build(Io io)
    {
        var uuid = new Option<bool>("--uuid") { Description = "UUIDs only" };
        var table = new Option<bool>("--table") { Description = "a table (as without it)" };
        var command = new VerbCommand("net-port-list",
            "list the ports of an active network")
        { Examples = [("net-port-list default", "one for each interface of a guest")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.Owner == NetworkOwner.VirshLite);
        command.Options.Add(uuid);
        command.Options.Add(table);
        command.SetAction(parse =>
        {
            if (parse.GetValue(uuid) && parse.GetValue(table))
            {
                throw new UsageException("Only one argument from --table and --uuid may be specified.");
            }

            NetworkOperations networks = new Host(parse, io).Networks;
            NetworkRecord record = networks.Store.Get(network.Of(parse));
            if (!record.IsActive)
            {
                throw DomainException.Operation($"Requested operation is not valid: network '{record.Name}' is not active");
            }

            IReadOnlyList<NetworkPort> ports = networks.Ports.All(record.Name);
            if (parse.GetValue(uuid))
            {
                Confirmation.List(io, parse, ports.Select(p => p.Uuid.ToString("D")));
            }
            else
            {
                var text = new TextTable("UUID");
                foreach (NetworkPort port in ports)
                {
                    text.Add(port.Uuid.ToString("D"));
                }

                Confirmation.Show(io, parse, text);
            }
        });
        return command;
    }
}
