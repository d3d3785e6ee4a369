using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Verbs;

/// <summary><c>nwfilter-binding-dumpxml DEVICE</c>.</summary>
internal static class NwfilterBindingDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var port = new Argument<string>("DEVICE") { Description = "the device, e.g. vnet0" };
        var command = new VerbCommand("nwfilter-binding-dumpxml",
            "show which network filter stands before a device")
        { Examples = [("nwfilter-binding-dumpxml vnet0", "")] };
        command.Arguments.Add(port);
        command.SetAction(parse =>
        {
            var bindings = new FilterBindings(new Host(parse, io).Settings);
            io.Out.Write(NetworkFilterWriter.Write(bindings.WithLearnt(bindings.Get(parse.GetValue(port)!))));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
