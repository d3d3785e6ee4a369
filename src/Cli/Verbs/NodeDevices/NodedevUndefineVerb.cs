using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-undefine DEVICE</c>: forgets a mediated device (measured.md 9).</summary>
internal static class NodedevUndefineVerb
{
    public static Command Build(Io io) => NodedevVerb.Build(
        io,
        new VerbCommand("nodedev-undefine", "forget the definition of a mediated device")
        {
            Examples = [("nodedev-undefine mdev_4589db9f_a038_454a_8ec5_01099e5b79bc_0000_00_02_0", "")],
        },
        (_, device) => new MediatedDevices().Undefine(device),
        (_, name) => $"Undefined node device '{name}'",
        (_, name) => $"Failed to undefine node device '{name}'");
}
