using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-port-delete NETWORK PORT</c>.</summary>
internal static class NetPortDeleteVerb
{
    public static Command Build(Io io)
    {
        var port = new Argument<string>("PORT") { Description = "the port's UUID" };
        var command = new VerbCommand("net-port-delete",
            "give a port of a network back")
        { Examples = [("net-port-delete default 5d744f21-ba4a-4d6e-bdb2-30a35ff3207d", "")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.Owner == NetworkOwner.VirshLite, arity: ArgumentArity.ExactlyOne);
        command.Arguments.Add(port);
        command.SetAction(parse =>
        {
            NetworkOperations networks = new Host(parse, io).Networks;
            string name = networks.Store.Get(network.Of(parse)).Name;
            string what = parse.GetValue(port)!;
            networks.Ports.Delete(name, networks.Ports.Get(name, what).Uuid);
            Confirmation.Say(io, parse, $"Network port {what} deleted");
        });
        return command;
    }
}
