using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-autostart DEVICE</c>: a mediated device that comes with the host (measured.md 9).</summary>
internal static class NodedevAutostartVerb
{
    public static Command Build(Io io)
    {
        var disable = new Option<bool>("--disable") { Description = "no longer" };
        var command = new VerbCommand("nodedev-autostart", "mark a mediated device to be made with the host")
        {
            Examples = [("nodedev-autostart mdev_4589db9f_a038_454a_8ec5_01099e5b79bc_0000_00_02_0", "")],
        };
        command.Options.Add(disable);
        return NodedevVerb.Build(
            io,
            command,
            (parse, device) => new MediatedDevices().SetAutostart(device, !parse.GetValue(disable)),
            (parse, name) => $"Device {name} {Marked(parse)}ed as autostarted",
            (parse, name) => $"failed to {Marked(parse)} device {name} as autostarted");

        string Marked(ParseResult parse) => parse.GetValue(disable) ? "unmark" : "mark";
    }
}
