using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>domiflist GUEST</c>: its interfaces (live-changes.md 7).</summary>
internal static class DomiflistVerb
{
    public static Command Build(Io io)
    {
        var inactive = new Option<bool>("--inactive") { Description = "as it is defined" };
        var command = new VerbCommand("domiflist", "list a guest's interfaces")
        {
            Examples = [("domiflist web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(inactive);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            Domain domain = GuestXml.Read(host, io, host.KnownGuests.Get(guest.Of(parse)), parse.GetValue(inactive));
            Confirmation.Show(io, parse, InterfaceTable.Of(domain));
        });
        return command;
    }
}
