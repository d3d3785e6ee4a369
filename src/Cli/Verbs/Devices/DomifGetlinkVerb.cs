using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>domif-getlink GUEST INTERFACE</c>: whether an interface's link is up (live-changes.md 7).</summary>
internal static class DomifGetlinkVerb
{
    public static Command Build(Io io)
    {
        var nic = new Argument<string>("INTERFACE") { Description = "MAC address or name of the host's device" };
        var config = new Option<bool>("--config") { Description = "as it is defined" };
        var command = new VerbCommand("domif-getlink", "show whether an interface's link is up")
        {
            Examples = [("domif-getlink web vnet0", "vnet0 up")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(nic);
        command.Options.Add(config);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            Domain domain = GuestXml.Read(host, io, host.KnownGuests.Get(guest.Of(parse)), parse.GetValue(config));
            Confirmation.Value(io, "link", Failure.OfChange(null, () => InterfaceTable.LinkOf(domain, parse.GetValue(nic)!)));
        });
        return command;
    }
}
