using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-info DEVICE</c>: a device of this host in a few lines (live-changes.md 15).</summary>
internal static class NodedevInfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("nodedev-info", "show a device of this host in a few lines") { Examples = [("nodedev-info pci_0000_03_00_0", "")] };
        NodeDeviceArgument argument = NodeDeviceArgument.AddTo(command);
        command.SetAction(parse =>
        {
            NodeDevice device = argument.Find(parse);
            Line("Name", device.Name);
            Line("Parent", device.Parent ?? "");
            Line("Active", YesNo(device.IsActive));
            Line("Persistent", YesNo(device.IsPersistent));
            Line("Autostart", YesNo(device.Autostart));
            Confirmation.End(io, parse);

            static string YesNo(bool value) => value ? "yes" : "no";

            void Line(string key, string value) => io.Out.WriteLine((key + ":").PadRight(16) + value);
        });
        return command;
    }
}
