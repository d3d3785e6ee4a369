using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-binding-create FILE</c>.</summary>
internal static class NwfilterBindingCreateVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "binding XML (- is standard input)" };
        var validate = new Option<bool>("--validate") { Description = "refuse what is not known (always so here, unless --ignore-unknown)" };
        var command = new VerbCommand("nwfilter-binding-create",
            "put a network filter before a device")
        { Examples = [("nwfilter-binding-create binding.xml", "")] };
        command.Arguments.Add(file);
        command.Options.Add(validate);
        command.SetAction(parse =>
        {
            string name = parse.GetValue(file)!;
            string text = VirshFailure.ReadFile(name);
            var bindings = new FilterBindings(new Host(parse, io).Settings);
            string port = VirshFailure.With("Failed to create network filter from " + name, () =>
            {
                NetworkFilterBinding binding = NetworkFilterBindingReader.Read(
                    text, new ReadingContext(new ReadingOptions { FileName = name, IgnoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown) }));
                bindings.Create(binding);
                return binding.Port;
            });
            Confirmation.Say(io, parse, $"Network filter binding on {port} created from {name}");
        });
        return command;
    }
}
