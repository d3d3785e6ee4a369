using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>uri</c>: which guests are meant, as libvirt's URI.</summary>
internal static class UriVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("uri", "show which mode commands work in, as libvirt's URI")
        {
            Examples = [("uri", "qemu:///system or qemu:///session")],
        };
        command.SetAction(parse => Confirmation.Value(io, parse, "uri", GlobalOptions.IsSession(parse) ? "qemu:///session" : "qemu:///system"));
        return command;
    }
}
