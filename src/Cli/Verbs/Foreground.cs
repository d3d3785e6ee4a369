using System.Runtime.InteropServices;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;

namespace VirshLite.Cli.Verbs;

/// <summary><c>--foreground</c>: the command stays as long as its guest. The first signal to end asks the guest to power off, the second ends it.</summary>
internal static class Foreground
{
    public static int StayUntilEnd(GuestOperations guests, string name)
    {
        int signals = 0;
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            bool first = Interlocked.Increment(ref signals) == 1;
            ServiceManager.Stopping(first ? "the guest powers off" : "the guest is ended");
            Task.Run(() =>
            {
                try
                {
                    if (first)
                    {
                        guests.Shutdown(name);
                    }
                    else
                    {
                        guests.Destroy(name);
                    }
                }
                catch (GuestException)
                {
                    // it has just ended
                }
            });
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        ServiceManager.Ready("the guest runs");
        while (!guests.WaitForEnd(name, TimeSpan.FromHours(1)))
        {
            // goes on waiting
        }

        return ExitCode.Done;
    }
}
