using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-undefine NETWORK</c>: forgets a definition; a running network becomes transient.</summary>
internal static class NetUndefineVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("net-undefine",
            "forget a network's definition")
        { Examples = [("net-undefine lab", "if it runs, it goes on until net-destroy")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.Persistent);
        command.SetAction(parse =>
        {
            string what = network.Of(parse);
            var host = new Host(parse, io);
            NetworkRecord record = host.Networks.Store.Get(what);
            VirshFailure.With("Failed to undefine network " + what, () => host.Networks.Definitions.Undefine(record));
            Confirmation.Say(io, parse, $"Network {what} has been undefined");
        });
        return command;
    }
}
