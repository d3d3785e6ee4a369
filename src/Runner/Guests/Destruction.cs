using VirshLite.Runner.Events;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>How a guest is ended at once: its supervisor is asked, QEMU is ended by signals, and nothing of the run is left (startup.md 11.3).</summary>
/// <param name="warn">Told whom the command waits for.</param>
internal sealed class Destruction(GuestStore store, Action<string>? warn)
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastWordsPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GracefulPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TermPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TidyPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndStartPatience = TimeSpan.FromSeconds(10);

    /// <param name="record">The run that is meant; a start that is under way is ended too.</param>
    /// <param name="graceful">Never SIGKILL.</param>
    /// <param name="reason">For the guest's log.</param>
    /// <exception cref="GuestException">QEMU does not end by itself, and is not to be killed.</exception>
    public void Run(GuestRecord record, bool graceful, string reason)
    {
        if (!record.Started)
        {
            EndStart(record);
            return;
        }

        AskToEnd(record, graceful, reason);
        if (!WaitForQemu(record, graceful) && graceful)
        {
            throw new GuestException($"Failed to terminate process {record.Qemu!.Value.Pid} with SIGTERM: Device or resource busy");
        }

        TidyUpAfter(record, reason);
    }

    /// <summary>Its supervisor ends QEMU, and knows then why it ended; without one that answers it is done here.</summary>
    private static void AskToEnd(GuestRecord record, bool graceful, string reason)
    {
        using QmpClient? client = record.Supervisor is { IsStopped: true } ? null : SupervisorConnection.TryGreet(record, AnswerPatience);
        try
        {
            if (client is not null)
            {
                client.Execute(LifecycleReactions.DestroyCommand, $$"""{"graceful":{{(graceful ? "true" : "false")}},"reason":"{{reason}}"}""", AnswerPatience);
                return;
            }
        }
        catch (Exception e) when (e is QmpClosedException or TimeoutException or QmpException or NativeException)
        {
            // then without it
        }

        record.Qemu?.Terminate();
    }

    /// <summary>True when QEMU is gone; SIGKILL after 10 s, never where <paramref name="graceful"/> (startup.md 11.3).</summary>
    private static bool WaitForQemu(GuestRecord record, bool graceful)
    {
        if (record.Qemu is not { } qemu || qemu.WaitForEnd(graceful ? GracefulPatience : TermPatience))
        {
            return true;
        }

        if (graceful)
        {
            return false;
        }

        qemu.Kill();
        return qemu.WaitForEnd(KillPatience);
    }

    /// <summary>The supervisor tidies up; one that does not within a moment, because it is stopped or gone, is not left behind.</summary>
    private void TidyUpAfter(GuestRecord record, string reason)
    {
        long end = Environment.TickCount64 + (long)TidyPatience.TotalMilliseconds;
        while (Environment.TickCount64 < end && record.Supervisor is { IsAlive: true, IsStopped: false } && store.Read(record.Name) is { } present
            && present.IsSameRunAs(record))
        {
            Thread.Sleep(2);
        }

        if (record.Supervisor is { IsStopped: true } stopped)
        {
            stopped.Kill();
        }

        // one that has tidied up still tells those who listen, and ends by itself
        if (store.Read(record.Name)?.IsSameRunAs(record) != true)
        {
            record.Supervisor?.WaitForEnd(LastWordsPatience);
        }

        using FileLock held = store.Lock(record.Name, warn);
        record.Supervisor?.Kill();
        if (store.Read(record.Name) is { } left && left.IsSameRunAs(record))
        {
            left.Log.ShuttingDown(reason);
            store.TidyUp(left.Name, reason);
            new EventHub(store.Settings).Send(left.Name, LifecycleReactions.EndOf(reason));
        }
    }

    /// <summary>A start that is under way is told to take itself back; one that does not within a while is ended and taken back here.</summary>
    private void EndStart(GuestRecord record)
    {
        record.Launcher?.Terminate();
        if (record.Launcher is { } launcher && !launcher.WaitForEnd(EndStartPatience))
        {
            warn?.Invoke($"the start of guest '{record.Name}' (process {launcher.Pid}) does not end by itself: it is killed");
            launcher.Kill();
            launcher.WaitForEnd(KillPatience);
        }

        using FileLock held = store.Lock(record.Name, warn);
        if (store.Read(record.Name) is { } left && left.Id == record.Id)
        {
            left.Log.ShuttingDown("destroyed");
            store.TidyUp(left.Name, "destroyed");
        }
    }
}
