using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate-connect GUEST SOCKET</c>: joins standard input and output with a socket of a guest that is arriving.</summary>
internal static class MigrateConnectVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate-connect", "carry a migration's stream: migrate starts this on the other host")
        {
            Examples = [("migrate-connect server migrate.sock", "")],
        };
        var guest = new Argument<string>("GUEST") { Description = "the guest that is arriving" };
        var socket = new Argument<string>("SOCKET") { Description = "migrate.sock or nbd.sock" };
        command.Arguments.Add(guest);
        command.Arguments.Add(socket);
        command.SetAction(parse => MigrationSockets.Join(new Host(parse, io).Guests, parse.GetValue(guest)!, parse.GetValue(socket)!));
        return command;
    }
}
