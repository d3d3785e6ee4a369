using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-detach DEVICE</c>: takes a PCI device from the host's driver, for guests that have it unmanaged (live-changes.md 15).</summary>
internal static class NodedevDetachVerb
{
    public static Command Build(Io io)
    {
        var driver = new Option<string?>("--driver") { Description = "the driver that serves guests (default: vfio-pci)", HelpName = "DRIVER" };
        var command = new VerbCommand("nodedev-detach", "take a PCI device from the host for a guest") { Examples = [("nodedev-detach pci_0000_03_00_0", "")] };
        command.Options.Add(driver);
        return NodedevVerb.Build(
            io,
            command,
            (parse, device) => new PciHandover(new Host(parse, io).Settings).Detach(device, parse.GetValue(driver)),
            (_, name) => $"Device {name} detached",
            (_, name) => $"Failed to detach device {name}");
    }
}
