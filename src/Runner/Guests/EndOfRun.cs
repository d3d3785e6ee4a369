using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>The end of one run of a guest, waited for.</summary>
internal sealed class EndOfRun(GuestStore store, SupervisorProgram supervisor, GuestRegistry registry)
{
    private static readonly TimeSpan TidyPatience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Waits until this run of a guest has ended and nothing of it is left, whoever minds it meanwhile; why it ended, in the words of its log (shutdown,
    /// destroyed, crashed …).
    /// null where it still runs after <paramref name="timeout"/>.
    /// </summary>
    public string? WaitFor(GuestRecord run, TimeSpan timeout)
    {
        long end = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        string? reason = null;
        while (reason is null)
        {
            TimeSpan left = TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64));
            if (store.Read(run.Name) is not { } present || !present.IsSameRunAs(run))
            {
                reason = run.Log.LastReason() ?? "unknown";
            }
            else if (left == TimeSpan.Zero)
            {
                return null;
            }
            else
            {
                reason = HearTheEnd(present, left);
            }
        }

        long tidyUntil = Environment.TickCount64 + (long)TidyPatience.TotalMilliseconds;
        while (Environment.TickCount64 < tidyUntil && store.Read(run.Name) is { } left && left.IsSameRunAs(run))
        {
            Thread.Sleep(2);
        }

        // whoever tidies up holds the lock until all is done; a later start of the same guest is nothing to wait for
        while (store.Read(run.Name) is not { } later || later.IsSameRunAs(run))
        {
            if (store.TryLock(run.Name) is { } free)
            {
                free.Dispose();
                break;
            }

            Thread.Sleep(5);
        }

        return reason;
    }

    /// <summary>What the supervisor says last; null where it says nothing in time, or goes away without a word, as one that was killed does.</summary>
    private string? HearTheEnd(GuestRecord run, TimeSpan timeout)
    {
        long end = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        try
        {
            using QmpClient? client = SupervisorConnection.Open(store, supervisor, run);
            while (client is not null && client.WaitForEvent(TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64))) is { } happened)
            {
                if (happened.Name == LifecycleReactions.EndedEvent)
                {
                    return happened.Text("reason");
                }
            }

            if (client is null && !run.IsAlive)
            {
                registry.Find(run.Name);
            }
        }
        catch (Exception e) when (e is QmpClosedException or GuestException or InvalidDataException or NativeException)
        {
            // it has just ended, or somebody else minds it now
        }

        Thread.Sleep(20);
        return null;
    }
}
