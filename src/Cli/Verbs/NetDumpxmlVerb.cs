using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-dumpxml NETWORK</c>: the XML of a network, of its running state where it is active.</summary>
internal static class NetDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("net-dumpxml", "show a network's XML")
        {
            Examples = [("net-dumpxml default", "with its bridge and MAC once it is active"), ("net-dumpxml default > copy.xml", "to start another like it")],
        };
        NetworkArgument network = NetworkArgument.AddTo(command, io, _ => true);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            io.Out.Write(NetworkStore.Xml(host.Networks.Store.Get(network.Of(parse))));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
