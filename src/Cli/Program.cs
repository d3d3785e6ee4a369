using VirshLite.Cli.Output;

namespace VirshLite.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var io = Io.OfProcess();
        return Application.Run(args, io);
    }
}
