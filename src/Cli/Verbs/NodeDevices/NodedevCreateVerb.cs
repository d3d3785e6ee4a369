using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-create FILE</c>: makes a mediated device (measured.md 9).</summary>
internal static class NodedevCreateVerb
{
    public static Command Build(Io io) => NodedevMakeVerb.Build(
        io,
        new VerbCommand("nodedev-create", "make a mediated device without keeping a definition") { Examples = [("nodedev-create gpu.xml", "")] },
        request => new MediatedDevices().Create(request),
        (name, file) => $"Node device {name} created from {file}",
        file => $"Failed to create node device from {file}");
}
