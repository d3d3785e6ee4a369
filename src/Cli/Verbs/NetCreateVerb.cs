using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-create FILE</c>: brings a network up that is gone with net-destroy.</summary>
internal static class NetCreateVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "network XML (- is standard input)" };
        var validate = new Option<bool>("--validate") { Description = "refuse what is not known (always so here, unless --ignore-unknown)" };
        var command = new VerbCommand("net-create",
            "bring a network up from its XML, without keeping a definition")
        { Examples = [("net-create lab.xml", "gone with net-destroy")] };
        command.Arguments.Add(file);
        command.Options.Add(validate);
        command.SetAction(parse =>
        {
            string name = parse.GetValue(file)!;
            string text = VirshFailure.ReadFile(name);
            var host = new Host(parse, io);
            string created = VirshFailure.With("Failed to create network from " + name, () =>
            {
                VirtualNetwork network = NetworkFile.Parse(text, name, io, parse);
                host.Networks.Create(network);
                return network.Name;
            });
            Confirmation.Say(io, parse, $"Network {created} created from {name}");
        });
        return command;
    }
}
