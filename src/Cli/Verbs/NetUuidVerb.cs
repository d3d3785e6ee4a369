using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-uuid NETWORK</c>.</summary>
internal static class NetUuidVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("net-uuid", "a network's UUID") { Examples = [("net-uuid default", "")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, _ => true);
        command.SetAction(parse =>
        {
            Confirmation.Value(io, "uuid", new Host(parse, io).Networks.Store.Get(network.Of(parse)).Uuid?.ToString() ?? "");
            Confirmation.End(io, parse);
        });
        return command;
    }
}
