using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-port-dumpxml NETWORK PORT</c>.</summary>
internal static class NetPortDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var port = new Argument<string>("PORT") { Description = "the port's UUID" };
        var command = new VerbCommand("net-port-dumpxml",
            "show a port's XML")
        { Examples = [("net-port-dumpxml default 5d744f21-ba4a-4d6e-bdb2-30a35ff3207d", "")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.Owner == NetworkOwner.VirshLite, arity: ArgumentArity.ExactlyOne);
        command.Arguments.Add(port);
        command.SetAction(parse =>
        {
            NetworkOperations networks = new Host(parse, io).Networks;
            io.Out.Write(NetworkPortWriter.Write(networks.Ports.Get(networks.Store.Get(network.Of(parse)).Name, parse.GetValue(port)!)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
