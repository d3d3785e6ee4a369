using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>domblklist GUEST</c>: its disks (live-changes.md 12).</summary>
internal static class DomblklistVerb
{
    public static Command Build(Io io)
    {
        var details = new Option<bool>("--details") { Description = "with kind of source and of device" };
        var inactive = new Option<bool>("--inactive") { Description = "as it is defined" };
        var command = new VerbCommand("domblklist", "list a guest's disks")
        {
            Examples = [("domblklist web --details", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(details);
        command.Options.Add(inactive);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            Domain domain = GuestXml.Read(host, io, host.KnownGuests.Get(guest.Of(parse)), parse.GetValue(inactive));
            Confirmation.Show(io, parse, DiskTable.Of(domain, parse.GetValue(details)));
        });
        return command;
    }
}
