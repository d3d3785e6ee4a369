using System.Globalization;
using System.Runtime.InteropServices;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// <c>--foreground</c>: the command stays as long as its guest, and a service manager hears the truth: that the guest runs, that it still does, that it ends,
/// and by the exit code whether it powered off (0) or was ended or crashed (1). The first signal to end asks the guest to power off, and ends it where it does
/// not within a time; the second ends it at once.
/// </summary>
internal sealed class Foreground(GuestOperations guests, GuestRecord started, TimeSpan stopPatience, Action<string> say)
{
    private GuestRecord run = started;
    private readonly ServiceManager manager = new();
    private readonly CancellationTokenSource ended = new();
    private int signals;

    public int StayUntilEnd()
    {
        using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        string reason = Follow();
        while (guests.IsMoving(run.Name) && Successor() is { } next)
        {
            run = next;
            reason = Follow();
        }

        ended.Cancel();
        manager.Status($"guest {run.Name} has ended: {reason}");
        if (reason == "shutdown")
        {
            return ExitCode.Done;
        }

        say($"guest '{run.Name}' has ended: {reason}");
        return ExitCode.Failed;
    }

    /// <summary>Until this run of the guest has ended.</summary>
    private string Follow()
    {
        manager.Ready($"guest {run.Name} runs as process {run.Qemu?.Pid.ToString(CultureInfo.InvariantCulture)}");
        string? reason;
        while ((reason = guests.WaitForEnd(run, manager.WatchdogInterval ?? TimeSpan.FromHours(1))) is null)
        {
            manager.Alive();
        }

        return reason;
    }

    /// <summary>The guest in the QEMU that upgrade-qemu moves it to; null where it comes to none.</summary>
    private GuestRecord? Successor()
    {
        manager.Reloading($"guest {run.Name} moves into another QEMU");
        bool moving = true;
        while (true)
        {
            if (guests.Find(run.Name) is { } present && !present.IsSameRunAs(run))
            {
                if (present.Started)
                {
                    return present;
                }
            }
            else if (!moving)
            {
                return null;
            }

            // what moves may end between two looks: then there is a last one
            moving = guests.IsMoving(run.Name);
            manager.Alive();
            Thread.Sleep(50);
        }
    }

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        int count = Interlocked.Increment(ref signals);
        Task.Run(() => Try(count == 1 ? PowerOff : End));
    }

    private void PowerOff()
    {
        manager.Stopping($"guest {run.Name} is asked to power off");
        try
        {
            guests.Shutdown(run.Name);
        }
        catch (GuestException e) when (e is not GuestNotFoundException)
        {
            say($"{e.Message}; the guest is ended");
            End();
            return;
        }

        if (!ended.Token.WaitHandle.WaitOne(stopPatience))
        {
            say($"guest '{run.Name}' did not power off within {stopPatience.TotalSeconds:0} seconds: it is ended");
            End();
        }
    }

    private void End()
    {
        // another run of the same guest is not this command's
        if (guests.Find(run.Name) is { } present && present.IsSameRunAs(run))
        {
            guests.Destroy(run.Name);
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (GuestException)
        {
            // it has just ended
        }
    }
}
