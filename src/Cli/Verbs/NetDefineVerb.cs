using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-define FILE</c>: keeps a network's definition.</summary>
internal static class NetDefineVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "network XML (- is standard input)" };
        var validate = new Option<bool>("--validate") { Description = "refuse what is not known (always so here, unless --ignore-unknown)" };
        var command = new VerbCommand("net-define",
            "define a network from its XML, or change its definition")
        { Examples = [("net-define lab.xml", "net-start lab then brings it up")] };
        command.Arguments.Add(file);
        command.Options.Add(validate);
        command.SetAction(parse =>
        {
            string name = parse.GetValue(file)!;
            string text = VirshFailure.ReadFile(name);
            var host = new Host(parse, io);
            string defined = VirshFailure.With("Failed to define network from " + name, () =>
            {
                VirtualNetwork network = NetworkFile.Parse(text, name, io, parse);
                host.Networks.Definitions.Define(network);
                return network.Name;
            });
            Confirmation.Say(io, parse, $"Network {defined} defined from {name}");
        });
        return command;
    }
}
