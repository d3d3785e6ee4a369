using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-define FILE</c>: keeps a filter; guests that use it get their rules anew.</summary>
internal static class NwfilterDefineVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "filter XML (- is standard input)" };
        var validate = new Option<bool>("--validate") { Description = "refuse what is not known (always so here, unless --ignore-unknown)" };
        var command = new VerbCommand("nwfilter-define",
            "define a network filter, or change one")
        { Examples = [("nwfilter-define web.xml", "guests that use it get the new rules at once")] };
        command.Arguments.Add(file);
        command.Options.Add(validate);
        command.SetAction(parse =>
        {
            string name = parse.GetValue(file)!;
            string text = VirshFailure.ReadFile(name);
            var store = new NetworkFilterStore(new Host(parse, io).Settings);
            string defined = VirshFailure.With("Failed to define network filter from " + name, () =>
            {
                NetworkFilter filter = NetworkFilterReader.Read(text,
                    new ReadingContext(new ReadingOptions { FileName = name, IgnoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown) }));
                store.Define(filter);
                return filter.Name;
            });
            Confirmation.Say(io, parse, $"Network filter {defined} defined from {name}");
        });
        return command;
    }
}
