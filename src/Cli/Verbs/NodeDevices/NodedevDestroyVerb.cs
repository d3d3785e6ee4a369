using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-destroy DEVICE</c>: takes a mediated device away (measured.md 9).</summary>
internal static class NodedevDestroyVerb
{
    public static Command Build(Io io) => NodedevVerb.Build(
        io,
        new VerbCommand("nodedev-destroy", "take a mediated device away; its definition stays")
        {
            Examples = [("nodedev-destroy mdev_4589db9f_a038_454a_8ec5_01099e5b79bc_0000_00_02_0", "")],
        },
        (_, device) => new MediatedDevices().Stop(device),
        (_, name) => $"Destroyed node device '{name}'",
        (_, name) => $"Failed to destroy node device '{name}'");
}
