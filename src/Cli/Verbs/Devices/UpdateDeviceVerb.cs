using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>update-device GUEST FILE</c>: changes a device (live-changes.md).</summary>
internal static class UpdateDeviceVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "the device's XML; - is standard input" };
        var force = new Option<bool>("--force") { Description = "even where the guest does not allow it" };
        var command = new VerbCommand("update-device", "change a device of a running guest")
        {
            Examples = [("update-device web cdrom.xml --force", "another medium, though the guest has locked the tray")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(file);
        command.Options.Add(force);
        AffectOptions affects = AffectOptions.AddTo(command, meansLive: false, hasPersistent: true);
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!;
            string xml = DomainFile.ReadText(path);
            new GuestChange(parse, io, affects, $"Failed to update device from {path}")
                .Run(guest.Of(parse), xml, (running, device, results) =>
                DeviceUpdate.Live(running, device, parse.GetValue(force), results), ConfigChange.Update);
            Confirmation.Say(io, parse, "Device updated successfully");
        });
        return command;
    }
}
