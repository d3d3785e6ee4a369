using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>
/// Which guests there are: the state directory held against the processes. Remains of guests that nobody minded when they ended are tidied up; supervisors that are gone are
/// started again.
/// </summary>
internal sealed class GuestRegistry(GuestStore store, SupervisorProgram supervisor)
{
    private static readonly TimeSpan SupervisorPatience = TimeSpan.FromSeconds(20);

    /// <summary>Takes the name for a start and gives the guest its number. Remains of a guest of this name that has ended are tidied up first.</summary>
    /// <exception cref="GuestException">The guest is active already.</exception>
    public GuestStart BeginStart(string name)
    {
        if (store.Read(name) is { Started: true, IsAlive: false } ended)
        {
            WaitForSupervisor(ended);
        }

        FileLock held = store.Lock(name);
        try
        {
            if (store.Read(name) is { } record)
            {
                if (record is { Started: true, IsAlive: true })
                {
                    throw new GuestException($"Requested operation is not valid: VM is already active: '{name}' runs with id {record.Id}");
                }

                TidyUpDead(record);
            }

            return new GuestStart(store, supervisor, held, name, store.NextId());
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>All active guests by id. Remains of guests that nobody minded when they ended are tidied up; supervisors that are gone are started again.</summary>
    public IReadOnlyList<GuestRecord> List()
    {
        var active = new List<GuestRecord>();
        foreach (GuestRecord record in store.All())
        {
            if (Refreshed(record) is { } current)
            {
                active.Add(current);
            }
        }

        return active;
    }

    /// <summary>The active guest of this name, id or UUID; null where there is none.</summary>
    public GuestRecord? Find(string guest)
    {
        bool isId = int.TryParse(guest, NumberStyles.None, CultureInfo.InvariantCulture, out int id);
        bool isUuid = Guid.TryParse(guest, out Guid uuid);
        if (!isId && !isUuid)
        {
            return store.Read(guest) is { } named ? Refreshed(named) : null;
        }

        IReadOnlyList<GuestRecord> active = List();
        return active.FirstOrDefault(r => isId && r.Id == id)
            ?? active.FirstOrDefault(r => isUuid && r.Uuid == uuid)
            ?? active.FirstOrDefault(r => r.Name == guest);
    }

    /// <summary>The record as it is now: dead guests are tidied up, unminded ones get a supervisor that brings their state up to date.</summary>
    private GuestRecord? Refreshed(GuestRecord record)
    {
        if (!record.Started)
        {
            return StillStarting(record) ? record : null;
        }

        if (record.IsAlive && record.Supervisor is { } minder && minder.IsAlive)
        {
            return record;
        }

        if (!record.IsAlive)
        {
            WaitForSupervisor(record);
            using FileLock held = store.Lock(record.Name);
            if (store.Read(record.Name) is { IsAlive: false } dead)
            {
                TidyUpDead(dead);
            }

            return null;
        }

        // a supervisor that has just been started has not written itself down yet: its greeting tells that it is there
        try
        {
            using QmpClient? client = SupervisorConnection.Open(store, supervisor, record);
            client?.Execute("query-status");
        }
        catch (QmpClosedException)
        {
            // the guest ended while it was asked
            return store.Read(record.Name) is { IsAlive: false } ended ? Refreshed(ended) : store.Read(record.Name);
        }

        return store.Read(record.Name);
    }

    /// <summary>True while its launcher holds the lock; the remains of a launcher that was killed are tidied up.</summary>
    private bool StillStarting(GuestRecord record)
    {
        using FileLock? held = store.TryLock(record.Name);
        if (held is null)
        {
            return true;
        }

        if (store.Read(record.Name) is { Started: false } left)
        {
            TidyUpDead(left);
        }

        return false;
    }

    /// <summary>A guest that has just ended is its supervisor's to tidy up, who knows why it ended; only one that nobody minds is left to others.</summary>
    private void WaitForSupervisor(GuestRecord record)
    {
        long end = Environment.TickCount64 + (long)SupervisorPatience.TotalMilliseconds;
        while (Environment.TickCount64 < end && store.Read(record.Name)?.Id == record.Id)
        {
            if (FileLock.TryTake(store.SupervisorLockOf(record.Name)) is { } free)
            {
                free.Dispose();
                return;
            }

            Thread.Sleep(5);
        }
    }

    private void TidyUpDead(GuestRecord record)
    {
        GuestLog.ShuttingDown(record.LogFile, record.Started ? "crashed" : "failed");
        store.TidyUp(record.Name, record.Started ? "crashed" : "failed");
    }
}
