using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-port-create NETWORK FILE</c>.</summary>
internal static class NetPortCreateVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "port XML (- is standard input)" };
        var validate = new Option<bool>("--validate") { Description = "refuse what is not known (always so here, unless --ignore-unknown)" };
        var command = new VerbCommand("net-port-create",
            "take a port of an active network")
        { Examples = [("net-port-create default port.xml", "for an interface that some other program connects")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.Owner == NetworkOwner.VirshLite, arity: ArgumentArity.ExactlyOne);
        command.Arguments.Add(file);
        command.Options.Add(validate);
        command.SetAction(parse =>
        {
            string name = parse.GetValue(file)!;
            NetworkOperations networks = new Host(parse, io).Networks;
            NetworkRecord record = networks.Store.Get(network.Of(parse));
            string text = VirshFailure.ReadFile(name);
            NetworkPort port = VirshFailure.With("Failed to create network from " + name, () => networks.Ports.Allocate(
                record.Name, NetworkPortReader.Read(text,
                    new ReadingContext(new ReadingOptions { FileName = name, IgnoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown) }))));
            Confirmation.Say(io, parse, $"Network port {port.Uuid:D} created from {name}");
        });
        return command;
    }
}
