using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>hostname</c>: this host's name.</summary>
internal static class HostnameVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("hostname", "show this host's name") { Examples = [("hostname", "")] };
        command.SetAction(parse => Confirmation.Value(io, parse, "hostname", Environment.MachineName));
        return command;
    }
}
