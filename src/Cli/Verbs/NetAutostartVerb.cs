using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-autostart NETWORK</c>: marks a network; <c>net-restore --autostart</c> starts the marked ones once after each start of the host.</summary>
internal static class NetAutostartVerb
{
    public static Command Build(Io io)
    {
        var disable = new Option<bool>("--disable") { Description = "no longer" };
        var command = new VerbCommand("net-autostart",
            "mark a network to be started with the host")
        { Examples = [("net-autostart lab", ""), ("net-autostart lab --disable", "no longer")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, n => n.Persistent);
        command.Options.Add(disable);
        command.SetAction(parse =>
        {
            string what = network.Of(parse);
            bool on = !parse.GetValue(disable);
            var host = new Host(parse, io);
            NetworkRecord record = host.Networks.Store.Get(what);
            VirshFailure.With($"failed to {(on ? "mark" : "unmark")} network {what} as autostarted", () => host.Networks.Definitions.SetAutostart(record, on));
            Confirmation.Say(io, parse, $"Network {what} {(on ? "marked" : "unmarked")} as autostarted");
        });
        return command;
    }
}
