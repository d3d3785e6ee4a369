using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-update DEVICE FILE</c>: changes a mediated device (measured.md 9).</summary>
internal static class NodedevUpdateVerb
{
    public static Command Build(Io io)
    {
        var config = new Option<bool>("--config") { Description = "its definition" };
        var live = new Option<bool>("--live") { Description = "the device that is there" };
        var current = new Option<bool>("--current") { Description = "the device where it is there, else its definition (as without it)" };
        var command = new VerbCommand("nodedev-update", "change a mediated device")
        {
            Examples = [("nodedev-update mdev_4589db9f_a038_454a_8ec5_01099e5b79bc_0000_00_02_0 gpu.xml --config", "")],
        };
        NodeDeviceArgument argument = NodeDeviceArgument.AddTo(command);
        FileArgument file = FileArgument.AddTo(command, "XML of the device; - is standard input");
        command.Options.Add(config);
        command.Options.Add(live);
        command.Options.Add(current);
        command.SetAction(parse =>
        {
            VirshWords.Exclusive(parse, (current, live), (current, config));
            NodeDevice device = argument.Find(parse);
            string name = file.Of(parse);
            string text = VirshFailure.ReadFile(name);
            bool isLive = parse.GetValue(live), isConfig = parse.GetValue(config);
            if (!isLive && !isConfig)
            {
                isLive = device.IsActive;
                isConfig = !isLive;
            }

            Failure.OfChange($"Failed to update node device {device.Name} from '{name}'",
                () => new MediatedDevices().Update(device, MediatedRequest.Read(text), isLive, isConfig));
            string what = (isConfig, isLive) switch { (true, true) => "persistent config and live state", (true, _) => "persistent config", _ => "live state" };
            Confirmation.Line(io, parse, $"Updated node device {device.Name} {what}");
        });
        return command;
    }
}
