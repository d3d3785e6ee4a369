using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>detach-device GUEST FILE</c>: takes out the device that fits the XML (live-changes.md).</summary>
internal static class DetachDeviceVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "the device's XML; - is standard input" };
        var command = new VerbCommand("detach-device", "take a device out of a running guest")
        {
            Examples = [("detach-device web nic.xml", "the interface with that MAC address")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(file);
        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true, hasPersistent: true);
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!;
            string xml = DomainFile.ReadText(path);
            new GuestChange(parse, io, affects, $"Failed to detach device from {path}")
                .Run(guest.Of(parse), xml, (running, device, results) =>
                DeviceDetach.Live(running, DeviceMatch.Find(running.Live, device, live: true), results), ConfigChange.Detach);
            Confirmation.Say(io, parse, "Device detached successfully");
        });
        return command;
    }
}
