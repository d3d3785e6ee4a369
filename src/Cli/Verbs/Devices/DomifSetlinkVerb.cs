using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>domif-setlink GUEST INTERFACE up|down</c>: the state of an interface's link (live-changes.md 7).</summary>
internal static class DomifSetlinkVerb
{
    public static Command Build(Io io)
    {
        var nic = new Argument<string>("INTERFACE") { Description = "MAC address or name of the host's device" };
        var state = new Argument<string>("STATE") { Description = "up or down" };
        state.CompletionSources.Add("up", "down");
        var printXml = new Option<bool>("--print-xml") { Description = "show the device instead of changing it" };
        var command = new VerbCommand("domif-setlink", "set the link of an interface up or down")
        {
            Examples = [("domif-setlink web vnet0 down", "as if the cable were pulled")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(nic);
        command.Arguments.Add(state);
        command.Options.Add(printXml);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, "Failed to update interface link state");
            bool up = Failure.OfChange(null, () => DeviceXml.LinkState(parse.GetValue(state)!));
            Domain live = change.Domain(name);
            string xml = Failure.OfChange(null, () => DeviceXml.WithLink(DeviceXml.FindInterface(live, parse.GetValue(nic)!), live, up));
            if (parse.GetValue(printXml))
            {
                Confirmation.Show(io, parse, xml);
                return;
            }

            change.Run(name, xml, (running, device, results) => DeviceUpdate.Live(running, device, force: false, results), ConfigChange.Update);
            Confirmation.Say(io, parse, "Device updated successfully");
        });
        return command;
    }
}
