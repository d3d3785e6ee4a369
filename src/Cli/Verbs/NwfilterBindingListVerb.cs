using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-binding-list</c>.</summary>
internal static class NwfilterBindingListVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("nwfilter-binding-list",
            "list the devices that a network filter stands before")
        { Examples = [("nwfilter-binding-list", "")] };
        command.SetAction(parse =>
        {
            var table = new TextTable("Port Dev", "Filter");
            foreach (NetworkFilterBinding binding in new FilterBindings(new Host(parse, io).Settings).All())
            {
                table.Add(binding.Port, binding.Filter.Filter);
            }

            Confirmation.Show(io, parse, table);
        });
        return command;
    }
}
