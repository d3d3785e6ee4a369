using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-start DEVICE</c>: makes a mediated device that is defined (measured.md 9).</summary>
internal static class NodedevStartVerb
{
    public static Command Build(Io io) => NodedevVerb.Build(
        io,
        new VerbCommand("nodedev-start", "make a mediated device that is defined")
        {
            Examples = [("nodedev-start mdev_4589db9f_a038_454a_8ec5_01099e5b79bc_0000_00_02_0", "")],
        },
        (_, device) => new MediatedDevices().Start(device),
        (_, name) => $"Device {name} started",
        (_, name) => $"Failed to start device {name}");
}
