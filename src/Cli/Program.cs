using VirshLite.Cli.Output;
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

        using var io = Io.OfProcess();
        return Application.Run(args, io);
    }
}
