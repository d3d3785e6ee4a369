using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-edit NETWORK</c>: a definition in the caller's editor.</summary>
internal static class NetEditVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("net-edit",
            "change a network's definition in an editor")
        { Examples = [("net-edit lab", "takes effect with the next net-start")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.Persistent);
        command.SetAction(parse =>
        {
            string what = network.Of(parse);
            NetworkDefinitions definitions = new Host(parse, io).Networks.Definitions;
            NetworkRecord record = new Host(parse, io).Networks.Store.Get(what);
            string? edited = TextEditor.Edit(NetworkWriter.Write(definitions.Read(record.Name), new(IsInactive: true)));
            if (edited is null)
            {
                Confirmation.Say(io, parse, $"Network {record.Name} XML configuration not changed.");
                return;
            }

            definitions.Define(NetworkFile.Parse(edited, "network XML", io, parse));
            Confirmation.Say(io, parse, $"Network {record.Name} XML configuration edited.");
        });
        return command;
    }
}
