using VirshLite.Cli.Output;
using VirshLite.Cli.Virsh;
using VirshLite.Runner.Firewall;
using VirshLite.Runner.Guests;
using VirshLite.Runner.State;

namespace VirshLite.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        // before anything else is loaded: a supervisor must stay small
        if (args.Length > 0 && args[0] == SupervisorProgram.Verb)
        {
            return Supervisor.Main(args[1..], settings => new Runner.Hosts.LiveHostFacts(settings));
        }

        if (args.Length > 0 && args[0] == SupervisorProgram.FinishVerb)
        {
            return JobFinisher.Main(args[1..]);
        }

        if (args.Length > 0 && args[0] == AddressLearner.Verb)
        {
            return AddressLearner.Main(args[1..]);
        }

        using var io = Io.OfProcess();
        string? name = Environment.GetCommandLineArgs() is [var first, ..] ? first : null;
        if (VirshProgram.IsCalled(name, ref args))
        {
            return VirshProgram.Run(args, io, Application.RunAsVirsh);
        }

        // without a word on a terminal: virsh's shell
        return args.Length == 0 && io.OutputIsTerminal && DescriptorStream.IsTerminal(0)
            ? VirshProgram.Run(args, io, Application.RunAsVirsh)
            : Application.Run(args, io);
    }
}
