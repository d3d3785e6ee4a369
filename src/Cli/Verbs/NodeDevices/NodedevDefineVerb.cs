using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-define FILE</c>: keeps the definition of a mediated device (measured.md 9).</summary>
internal static class NodedevDefineVerb
{
    public static Command Build(Io io) => NodedevMakeVerb.Build(
        io,
        new VerbCommand("nodedev-define", "define a mediated device, or change its definition")
        {
            Examples = [("nodedev-define gpu.xml", "nodedev-start then makes it")],
        },
        request => new MediatedDevices().Define(request),
        (name, file) => $"Node device '{name}' defined from '{file}'",
        file => $"Failed to define node device from '{file}'");
}
