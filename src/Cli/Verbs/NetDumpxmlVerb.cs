using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-dumpxml NETWORK</c>: the XML of a network, of its running state where it is active.</summary>
internal static class NetDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var inactive = new Option<bool>("--inactive") { Description = "its definition, also where it runs" };
        var xpath = new Option<string?>("--xpath") { Description = "only what this expression chooses", HelpName = "XPATH" };
        var wrap = new Option<bool>("--wrap") { Description = "the chosen ones inside one element" };
        var command = new VerbCommand("net-dumpxml", "show a network's XML")
        {
            Examples = [("net-dumpxml default", "with its bridge and MAC once it is active"),
                ("net-dumpxml default --inactive > copy.xml", "to define another like it")],
        };
        NetworkArgument network = NetworkArgument.AddTo(command, io, _ => true);
        foreach (Option option in (Option[])[inactive, xpath, wrap])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            NetworkOperations networks = new Host(parse, io).Networks;
            NetworkRecord record = networks.Store.Get(network.Of(parse));
            string xml = parse.GetValue(inactive) && record.Persistent
                ? NetworkWriter.Write(networks.Definitions.Read(record.Name), new(IsInactive: true))
                : networks.Xml(record);
            io.Out.Write(parse.GetValue(xpath) is { } path ? XmlSelection.Of(xml, path, parse.GetValue(wrap)) : xml);
            Confirmation.End(io, parse);
        });
        return command;
    }
}
