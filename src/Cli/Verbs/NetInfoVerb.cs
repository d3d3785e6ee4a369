using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-info NETWORK</c>: a network in a few lines.</summary>
internal static class NetInfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("net-info", "show a network's name, UUID, state and bridge")
        {
            Examples = [("net-info default", ""), ("net-info default --output json", "for a program, with who started it")],
        };
        NetworkArgument argument = NetworkArgument.AddTo(command, io, _ => true);
        command.SetAction(parse =>
        {
            NetworkRecord network = new Host(parse, io).Networks.Store.Get(argument.Of(parse));
            List<(string Key, string Value)> lines =
            [
                ("Name", network.Name),
                ("UUID", network.Uuid?.ToString() ?? ""),
                ("Active", NetListVerb.YesNo(network.IsActive)),
                ("Persistent", NetListVerb.YesNo(network.Persistent)),
                ("Autostart", NetListVerb.YesNo(network.Autostart)),
            ];
            if (network.Bridge is { } bridge)
            {
                lines.Add(("Bridge", bridge));
            }

            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, NetListVerb.Answer(network), AnswerJson.Default.NetworkAnswer);
                return;
            }

            foreach ((string key, string value) in lines)
            {
                io.Out.WriteLine($"{key + ":",-16}{value}");
            }

            Confirmation.End(io, parse);
        });
        return command;
    }
}
