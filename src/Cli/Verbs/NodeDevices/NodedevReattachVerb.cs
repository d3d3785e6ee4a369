using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-reattach DEVICE</c>: gives a PCI device back to the host's driver (live-changes.md 15).</summary>
internal static class NodedevReattachVerb
{
    public static Command Build(Io io) => NodedevVerb.Build(
        io,
        new VerbCommand("nodedev-reattach", "give a PCI device back to the host") { Examples = [("nodedev-reattach pci_0000_03_00_0", "")] },
        (parse, device) => new PciHandover(new Host(parse, io).Settings).Reattach(device),
        (_, name) => $"Device {name} re-attached",
        (_, name) => $"Failed to re-attach device {name}");
}
