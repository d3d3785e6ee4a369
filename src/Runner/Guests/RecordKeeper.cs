using VirshLite.Runner.Native;

namespace VirshLite.Runner.Guests;

/// <summary>A supervisor's record: what counts is in memory; the file follows as soon as it can. A full or read-only disk stops nothing.</summary>
internal sealed class RecordKeeper(RunDirectory run, GuestRecord record)
{
    private const int RetryMilliseconds = 1000;

    private long? retryAt;

    public GuestRecord Record { get; private set; } = record;

    /// <summary>Milliseconds until the file is to be tried again; -1 where it is up to date.</summary>
    public int MillisecondsToRetry => retryAt is { } at ? (int)Math.Clamp(at - Environment.TickCount64, 0, int.MaxValue) : -1;

    public void Change(GuestRecord changed)
    {
        Record = changed;
        Write();
    }

    /// <summary>Writes the file, whether it needs it or not: somebody found it damaged.</summary>
    public void Write()
    {
        try
        {
            run.Write(Record);
            retryAt = null;
        }
        catch (NativeException e)
        {
            // a run that has been tidied up needs no record any more
            retryAt = e.Number == Errno.ENOENT ? null : Environment.TickCount64 + RetryMilliseconds;
        }
    }

    public void RetryIfDue()
    {
        if (retryAt is { } at && Environment.TickCount64 >= at)
        {
            Write();
        }
    }
}
