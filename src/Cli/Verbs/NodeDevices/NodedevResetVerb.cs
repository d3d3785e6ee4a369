using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-reset DEVICE</c>: resets a PCI device that no guest has (live-changes.md 15).</summary>
internal static class NodedevResetVerb
{
    public static Command Build(Io io) => NodedevVerb.Build(
        io,
        new VerbCommand("nodedev-reset", "reset a PCI device") { Examples = [("nodedev-reset pci_0000_03_00_0", "")] },
        (parse, device) => new PciHandover(new Host(parse, io).Settings).Reset(device),
        (_, name) => $"Device {name} reset",
        (_, name) => $"Failed to reset device {name}");
}
