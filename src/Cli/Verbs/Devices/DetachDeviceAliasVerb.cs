using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>detach-device-alias GUEST ALIAS</c>: asks the guest to let a device go, and does not wait for it (live-changes.md 3).</summary>
internal static class DetachDeviceAliasVerb
{
    public static Command Build(Io io)
    {
        var alias = new Argument<string>("ALIAS") { Description = "as dumpxml shows it: net1, ua-disk …" };
        var command = new VerbCommand("detach-device-alias", "ask a guest to let a device go, by its alias")
        {
            Examples = [("detach-device-alias web net1", "returns at once; the device goes when the guest lets it")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(alias);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = parse.GetValue(alias)!;
            new GuestChange(parse, io, affects, $"Failed to detach device with alias {name}")
                .RunOn(guest.Of(parse), (running, results) =>
                    DeviceDetach.Live(running, DeviceMatch.ByAlias(running.Live, name), results, waits: false), side => ConfigChange.DetachAlias(side, name));
            Confirmation.Say(io, parse, "Device detach request sent successfully");
        });
        return command;
    }
}
