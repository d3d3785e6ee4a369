using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-edit FILTER</c>.</summary>
internal static class NwfilterEditVerb
{
    public static Command Build(Io io)
    {
        var name = new Argument<string>("FILTER") { Description = "name or UUID of the filter" };
        var command = new VerbCommand("nwfilter-edit",
            "change a network filter in an editor")
        { Examples = [("nwfilter-edit web", "guests that use it get the new rules at once")] };
        command.Arguments.Add(name);
        command.SetAction(parse =>
        {
            var store = new NetworkFilterStore(new Host(parse, io).Settings);
            NetworkFilter filter = store.Get(parse.GetValue(name)!);
            if (TextEditor.Edit(NetworkFilterWriter.Write(filter)) is not { } edited)
            {
                Confirmation.Say(io, parse, $"Network filter {filter.Name} XML configuration not changed.");
                return;
            }

            store.Define(NetworkFilterReader.Read(edited,
                new ReadingContext(new ReadingOptions { FileName = "filter XML", IgnoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown) })));
            Confirmation.Say(io, parse, $"Network filter {filter.Name} XML configuration edited.");
        });
        return command;
    }
}
