using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>detach-interface GUEST TYPE</c>: takes an interface out (live-changes.md 5.4).</summary>
internal static class DetachInterfaceVerb
{
    public static Command Build(Io io)
    {
        var type = new Argument<string>("TYPE") { Description = "network, bridge, direct, hostdev …" };
        var mac = new Option<string?>("--mac") { Description = "its MAC address, where there are several of the type", HelpName = "MAC" };
        var command = new VerbCommand("detach-interface", "take an interface out of a running guest")
        {
            Examples = [("detach-interface web bridge --mac 52:54:00:01:02:03", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(type);
        command.Options.Add(mac);
        DetachVerb detach = DetachVerb.AddTo(command);
        command.SetAction(parse => detach.Run(parse, io, guest.Of(parse), "Interface", "Failed to detach interface", live =>
            Failure.Followed("Failed to detach interface", () =>
                DeviceDocument.Write(DeviceXml.FindInterface(live, parse.GetValue(type)!, parse.GetValue(mac)), live))));
        return command;
    }
}
