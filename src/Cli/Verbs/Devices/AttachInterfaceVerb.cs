using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>attach-interface GUEST TYPE SOURCE</c>: plugs an interface in (live-changes.md 5.3).</summary>
internal static class AttachInterfaceVerb
{
    public static Command Build(Io io)
    {
        var type = new Argument<string>("TYPE") { Description = "network, bridge, direct, hostdev or vhostuser" };
        var source = new Argument<string>("SOURCE") { Description = "name of the network, bridge or device; a PCI address; a socket" };
        var target = new Option<string?>("--target") { Description = "name of the host's device", HelpName = "TARGET" };
        var mac = new Option<string?>("--mac") { Description = "MAC address (default: made up)", HelpName = "MAC" };
        var script = new Option<string?>("--script") { Description = "path of a script", HelpName = "SCRIPT" };
        var model = new Option<string?>("--model") { Description = "virtio, e1000e …", HelpName = "MODEL" };
        var alias = new Option<string?>("--alias") { Description = "its alias, ua-…", HelpName = "ALIAS" };
        var inbound = new Option<string?>("--inbound") { Description = "AVERAGE[,PEAK,BURST,FLOOR] in KiB/s and KiB", HelpName = "INBOUND" };
        var outbound = new Option<string?>("--outbound") { Description = "AVERAGE[,PEAK,BURST]", HelpName = "OUTBOUND" };
        var managed = new Option<bool>("--managed") { Description = "hostdev: its driver is exchanged for the guest" };
        var sourceMode = new Option<string?>("--source-mode") { Description = "vhostuser: server or client", HelpName = "MODE" };
        var printXml = new Option<bool>("--print-xml") { Description = "show the device instead of plugging it in" };
        var command = new VerbCommand("attach-interface", "plug an interface into a running guest")
        {
            Examples = [("attach-interface web bridge br0 --model virtio", ""),
                ("attach-interface web network default --model virtio --mac 52:54:00:01:02:03", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(type);
        command.Arguments.Add(source);
        foreach (Option option in (Option[])[target, mac, script, model, alias, inbound, outbound, managed, sourceMode, printXml])
        {
            command.Options.Add(option);
        }

        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true, hasPersistent: true);
        command.SetAction(parse =>
        {
            var change = new GuestChange(parse, io, affects, "Failed to attach interface");
            string xml = Failure.OfChange(null, () => DeviceXml.Interface(new InterfaceRequest(parse.GetValue(type)!, parse.GetValue(source)!)
            {
                Target = parse.GetValue(target),
                Mac = parse.GetValue(mac),
                Script = parse.GetValue(script),
                Model = parse.GetValue(model),
                Alias = parse.GetValue(alias),
                Inbound = parse.GetValue(inbound),
                Outbound = parse.GetValue(outbound),
                Managed = parse.GetValue(managed),
                SourceMode = parse.GetValue(sourceMode),
            }));
            if (parse.GetValue(printXml))
            {
                Confirmation.Show(io, parse, xml);
                return;
            }

            change.Run(guest.Of(parse), xml, DeviceAttach.Live, ConfigChange.Attach);
            Confirmation.Say(io, parse, "Interface attached successfully");
        });
        return command;
    }
}
