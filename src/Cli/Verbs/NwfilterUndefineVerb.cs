using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-undefine FILTER</c>.</summary>
internal static class NwfilterUndefineVerb
{
    public static Command Build(Io io)
    {
        var name = new Argument<string>("FILTER") { Description = "name or UUID of the filter" };
        var command = new VerbCommand("nwfilter-undefine", "forget a network filter that no guest uses") { Examples = [("nwfilter-undefine web", "")] };
        command.Arguments.Add(name);
        command.SetAction(parse =>
        {
            string what = parse.GetValue(name)!;
            var store = new NetworkFilterStore(new Host(parse, io).Settings);
            NetworkFilter filter = store.Get(what);
            VirshFailure.With("Failed to undefine network filter " + what, () => store.Undefine(filter));
            Confirmation.Say(io, parse, $"Network filter {what} undefined");
        });
        return command;
    }
}
