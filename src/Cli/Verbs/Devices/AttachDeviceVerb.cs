using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>attach-device GUEST FILE</c>: plugs a device in (live-changes.md).</summary>
internal static class AttachDeviceVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "the device's XML; - is standard input" };
        var command = new VerbCommand("attach-device", "plug a device into a running guest")
        {
            Examples = [("attach-device web nic.xml", "an interface, a disk … as in the domain's <devices>")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(file);
        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true, hasPersistent: true);
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!;
            string xml = DomainFile.ReadText(path);
            new GuestChange(parse, io, affects, $"Failed to attach device from {path}").Run(guest.Of(parse), xml, DeviceAttach.Live, ConfigChange.Attach);
            Confirmation.Say(io, parse, "Device attached successfully");
        });
        return command;
    }
}
