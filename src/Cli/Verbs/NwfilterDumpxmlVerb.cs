using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-dumpxml FILTER</c>.</summary>
internal static class NwfilterDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var name = new Argument<string>("FILTER") { Description = "name or UUID of the filter" };
        var command = new VerbCommand("nwfilter-dumpxml", "show a network filter's XML") { Examples = [("nwfilter-dumpxml clean-traffic", "")] };
        command.Arguments.Add(name);
        command.SetAction(parse =>
        {
            io.Out.Write(NetworkFilterWriter.Write(new NetworkFilterStore(new Host(parse, io).Settings).Get(parse.GetValue(name)!)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
