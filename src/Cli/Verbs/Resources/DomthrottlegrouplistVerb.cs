using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Reports;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>domthrottlegrouplist GUEST</c>: the names of a guest's throttle groups (measured.md 8).</summary>
internal static class DomthrottlegrouplistVerb
{
    public static Command Build(Io io)
    {
        var inactive = new Option<bool>("--inactive") { Description = "of the guest as it is defined" };
        var command = new VerbCommand("domthrottlegrouplist", "list a guest's throttle groups") { Examples = [("domthrottlegrouplist web", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(inactive);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            Domain domain = GuestXml.Read(host, io, host.KnownGuests.Get(guest.Of(parse)), parse.GetValue(inactive));
            var table = new TextTable("Name");
            domain.ThrottleGroups.ForEach(g => table.Add([g.Name]));
            Confirmation.Show(io, parse, table);
        });
        return command;
    }
}
