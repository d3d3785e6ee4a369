using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-dumpxml DEVICE</c>: what is known of a device of this host (live-changes.md 15).</summary>
internal static class NodedevDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var inactive = new Option<bool>("--inactive") { Description = "a mediated device as it is defined" };
        var command = new VerbCommand("nodedev-dumpxml", "show the XML of a device of this host") { Examples = [("nodedev-dumpxml pci_0000_03_00_0", "")] };
        NodeDeviceArgument argument = NodeDeviceArgument.AddTo(command);
        command.Options.Add(inactive);
        command.SetAction(parse =>
        {
            NodeDevice device = argument.Find(parse);
            Confirmation.Show(io, parse, NodeDeviceText.Xml(parse.GetValue(inactive) ? new NodeDeviceList().Defined(device) : device));
        });
        return command;
    }
}
