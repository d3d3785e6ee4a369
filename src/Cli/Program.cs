using VirshLite.Cli.Output;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        // before anything else is loaded: a supervisor must stay small
        if (args.Length > 0 && args[0] == SupervisorProgram.Verb)
        {
            return Supervisor.Main(args[1..]);
        }

        using var io = Io.OfProcess();
        return Application.Run(args, io);
    }
}
