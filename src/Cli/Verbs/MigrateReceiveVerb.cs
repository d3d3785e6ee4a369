using System.CommandLine;
using System.Text;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate-receive</c>: the other side of <c>migrate</c>, which starts it through ssh.</summary>
internal static class MigrateReceiveVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate-receive", "take a guest from another host: migrate starts this there")
        {
            Examples = [("migrate-receive", "speaks with the other host over standard input and output")],
        };
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            using var input = new StreamReader(new DescriptorStream(0), Encoding.UTF8);
            using var output = new StreamWriter(new DescriptorStream(1), new UTF8Encoding(false));
            bool here = new GuestArriving(host.State, input, output).Receive(new ArrivalOptions
            {
                ContextOf = (domain, options) => host.ContextOfExisting(domain, options),
                StartOptionsOf = context => StateOptions.Start(context, io),
            });
            return here ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
