using VirshLite.Runner.Native;

namespace VirshLite.Runner.Guests;

/// <summary>A supervisor's record: what counts is in memory; the file follows as soon as it can. A full or read-only disk stops nothing.</summary>
internal sealed class RecordKeeper(RunDirectory run, GuestRecord record)
{
    private const int RetryMilliseconds = 1000;

    private long? retryAt;

    public GuestRecord Record { get; private set; } = record;

    /// <summary>Where the guest has gone and may run; null: nowhere.</summary>
    public Departure? Departure { get; private set; } = Departure.Read(run.At(Departure.FileName));

    /// <summary>Milliseconds until the file is to be tried again; -1 where it is up to date.</summary>
    public int MillisecondsToRetry => retryAt is { } at ? (int)Math.Clamp(at - Environment.TickCount64, 0, int.MaxValue) : -1;

    /// <summary>The guest may run there from now on.</summary>
    /// <exception cref="GuestException">That cannot be noted: whoever minds the guest next would not know.</exception>
    public void Depart(Departure departure)
    {
        try
        {
            departure.Write(run.At(Departure.FileName));
        }
        catch (NativeException e)
        {
            throw new GuestException(e.Message, e);
        }

        Departure = departure;
    }

    /// <summary>It is known to run nowhere else. A disk that keeps the note all the same does not keep the guest from going on.</summary>
    public void Stay()
    {
        if (Departure is not null)
        {
            Departure = null;
            Departure.Forget(run.At(Departure.FileName));
        }
    }

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
