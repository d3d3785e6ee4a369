using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-binding-delete DEVICE</c>.</summary>
internal static class NwfilterBindingDeleteVerb
{
    public static Command Build(Io io)
    {
        var port = new Argument<string>("DEVICE") { Description = "the device, e.g. vnet0" };
        var command = new VerbCommand("nwfilter-binding-delete",
            "take the network filter before a device away")
        { Examples = [("nwfilter-binding-delete vnet0", "its packets pass unfiltered from then on")] };
        command.Arguments.Add(port);
        command.SetAction(parse =>
        {
            string name = parse.GetValue(port)!;
            var bindings = new FilterBindings(new Host(parse, io).Settings);
            _ = bindings.Get(name);
            VirshFailure.With("Failed to delete network filter binding " + name, () => bindings.Delete(name));
            Confirmation.Say(io, parse, $"Network filter binding on {name} deleted");
        });
        return command;
    }
}
