using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-destroy NETWORK</c>: takes down what net-start has brought up.</summary>
internal static class NetDestroyVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("net-destroy", "take a network down that net-start has brought up")
        {
            Examples = [("net-destroy default", "its definition stays")],
        };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.Owner == NetworkOwner.VirshLite);
        command.SetAction(parse =>
        {
            string what = network.Of(parse);
            var host = new Host(parse, io);
            _ = host.Networks.Store.Get(what);
            IReadOnlyList<string> ports = VirshFailure.With("Failed to destroy network " + what, () => host.Networks.Destroy(what));
            if (ports.Count > 0)
            {
                host.Warn([$"still connected to it: {string.Join(", ", ports)}"]);
            }

            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, new DestroyedNetworkAnswer(what, ports), AnswerJson.Default.DestroyedNetworkAnswer);
                return;
            }

            Confirmation.Say(io, parse, $"Network {what} destroyed");
        });
        return command;
    }
}
