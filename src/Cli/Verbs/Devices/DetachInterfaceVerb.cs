using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>detach-interface GUEST TYPE</c>: takes an interface out (live-changes.md 5.4).</summary>
internal static class DetachInterfaceVerb
{
    public static Command Build(Io io)
    {
        var type = new Argument<string>("TYPE") { Description = "network, bridge, direct, hostdev …" };
        var mac = new Option<string?>("--mac") { Description = "its MAC address, where there are several of the type", HelpName = "MAC" };
        var printXml = new Option<bool>("--print-xml") { Description = "show the device instead of taking it out" };
        var command = new VerbCommand("detach-interface", "take an interface out of a running guest")
        {
            Examples = [("detach-interface web bridge --mac 52:54:00:01:02:03", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(type);
        command.Options.Add(mac);
        command.Options.Add(printXml);
        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true, hasPersistent: true);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, "Failed to detach interface");
            Domain live = change.Domain(name);
            string xml = Failure.Followed("Failed to detach interface", () =>
                DeviceDocument.Write(DeviceXml.FindInterface(live, parse.GetValue(type)!, parse.GetValue(mac)), live));
            if (parse.GetValue(printXml))
            {
                Confirmation.Show(io, parse, xml);
                return;
            }

            change.Run(name, xml, (running, device, results) =>
                DeviceDetach.Live(running, DeviceMatch.Find(running.Live, device, live: true), results), ConfigChange.Detach);
            Confirmation.Say(io, parse, "Interface detached successfully");
        });
        return command;
    }
}
