using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-list</c>.</summary>
internal static class NwfilterListVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("nwfilter-list",
            "list network filters")
        { Examples = [("nwfilter-list", "those of every host, libvirt's and one's own")] };
        command.SetAction(parse =>
        {
            var table = new TextTable("UUID", "Name");
            foreach (NetworkFilter filter in new NetworkFilterStore(new Host(parse, io).Settings).All())
            {
                table.Add(filter.Uuid?.ToString("D") ?? "", filter.Name);
            }

            Confirmation.Show(io, parse, table);
        });
        return command;
    }
}
