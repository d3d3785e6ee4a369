using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>
/// Which guests there are: the state directory held against the processes. Remains of guests that nobody minded when they ended are tidied up; supervisors that
/// are gone are started again. What is wrong with one guest is said and is no other's concern.
/// </summary>
internal sealed class GuestRegistry(GuestStore store, SupervisorProgram supervisor)
{
    private static readonly TimeSpan SupervisorPatience = TimeSpan.FromSeconds(20);

    /// <summary>How long a list may wait for all its guests together.</summary>
    private static readonly TimeSpan ListPatience = TimeSpan.FromMilliseconds(800);

    private bool? recordsLag;

    /// <summary>Supervisors cannot write down what changes: then they are asked.</summary>
    private bool RecordsLag => recordsLag ??= store.TakesNothing;

    /// <summary>Told what is wrong with a guest's records, and whom a command waits for.</summary>
    public Action<string>? Warn { get; set; }

    /// <summary>Takes the name for a start and gives the guest its number. Remains of a guest of this name that has ended are tidied up first.</summary>
    /// <exception cref="GuestException">The guest is active already.</exception>
    public GuestStart BeginStart(string name)
    {
        if (store.Read(name) is { Started: true, IsAlive: false } ended)
        {
            WaitForSupervisor(ended, SupervisorPatience);
        }

        FileLock held = store.Lock(name, Warn);
        try
        {
            if (store.Read(name) is { } record)
            {
                if (record is { Started: true, IsAlive: true })
                {
                    string known = record.Problem is { } problem
                        ? string.Create(CultureInfo.InvariantCulture, $"'{name}' runs as process {record.Qemu!.Value.Pid} ({problem})")
                        : string.Create(CultureInfo.InvariantCulture, $"'{name}' runs with id {record.Id}");
                    throw new GuestException($"Requested operation is not valid: VM is already active: {known}");
                }

                TidyUpDead(record);
            }

            // what a removal that was cut short has left
            store.Forget(name);
            return new GuestStart(store, supervisor, held, name, store.NextId());
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>All active guests by id, within a second.</summary>
    public IReadOnlyList<GuestRecord> List()
    {
        var active = new List<GuestRecord>();
        long end = Environment.TickCount64 + (long)ListPatience.TotalMilliseconds;
        foreach (GuestRecord record in store.All())
        {
            TimeSpan left = TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64));
            try
            {
                if (Refreshed(record, left) is { } current)
                {
                    active.Add(current);
                }
            }
            catch (Exception e) when (e is DomainException or NativeException or IOException or UnauthorizedAccessException or TimeoutException)
            {
                Warn?.Invoke($"guest '{record.Name}': {e.Message}");
                active.Add(record);
            }
        }

        return active;
    }

    /// <summary>The active guest of this name, id or UUID; null where there is none.</summary>
    /// <param name="guest">Which.</param>
    /// <param name="patience">How long a new supervisor may take to say how it is, where the old one is gone; null = as long as QEMU may.</param>
    public GuestRecord? Find(string guest, TimeSpan? patience = null)
    {
        bool isId = int.TryParse(guest, NumberStyles.None, CultureInfo.InvariantCulture, out int id);
        bool isUuid = Guid.TryParse(guest, out Guid uuid);
        if (!isId && !isUuid)
        {
            return store.Read(guest) is { } named ? Refreshed(named, patience ?? SupervisorPatience) : null;
        }

        IReadOnlyList<GuestRecord> active = List();
        return active.FirstOrDefault(r => isId && r.Id == id)
            ?? active.FirstOrDefault(r => isUuid && r.Uuid == uuid)
            ?? active.FirstOrDefault(r => r.Name == guest);
    }

    /// <summary>The record as it is now: dead guests are tidied up, unminded ones get a supervisor that brings their state up to date.</summary>
    private GuestRecord? Refreshed(GuestRecord record, TimeSpan patience)
    {
        if (record.Problem is { } problem)
        {
            Warn?.Invoke($"guest '{record.Name}': {problem}");
        }

        if (!record.Started)
        {
            return StillStarting(record) ? record : null;
        }

        if (!record.IsAlive)
        {
            return AfterItsEnd(record, patience);
        }

        return record.Problem is null && record.Supervisor is { } minder && minder.IsAlive && !RecordsLag ? record : Minded(record, patience);
    }

    /// <summary>Asks the supervisor, a new one where there is none, to write down how the guest is.</summary>
    private GuestRecord? Minded(GuestRecord record, TimeSpan patience)
    {
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;

        // a supervisor that has just been started has not written itself down yet: its greeting tells that it is there
        QmpClient? client = SupervisorConnection.TryGreet(record, record.Supervisor is { IsAlive: true }
            ? Least(patience, TimeSpan.FromSeconds(3)) : TimeSpan.Zero);
        if (client is null && SupervisorConnection.Replace(store, supervisor, record, Left()))
        {
            client = SupervisorConnection.TryGreet(record, Left());
        }

        GuestRecord? told = null;
        using (client)
        {
            try
            {
                if (client is not null && (record.Problem is not null || RecordsLag))
                {
                    told = GuestRecordJson.Read(Encoding.UTF8.GetBytes(
                        client.Execute(LifecycleReactions.RecordCommand, timeout: Least(Left(), TimeSpan.FromSeconds(3))).GetRawText()));
                }

                client?.Execute("query-status", timeout: Left());
            }
            catch (Exception e) when (e is QmpClosedException or TimeoutException or QmpException)
            {
                // the guest ended while it was asked, or its QEMU answers nobody now
            }
        }

        if (told is { IsAlive: true } && RecordsLag && told.IsSameRunAs(record))
        {
            return told;
        }

        GuestRecord? present = store.Read(record.Name);
        return present is not null && present.IsSameRunAs(record) && !present.IsAlive ? AfterItsEnd(present, Left()) : present;

        TimeSpan Left() => TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64));
    }

    private GuestRecord? AfterItsEnd(GuestRecord record, TimeSpan patience)
    {
        if (!WaitForSupervisor(record, patience))
        {
            // it knows why the guest ended, and is only slow
            return null;
        }

        using FileLock? held = store.TryLock(record.Name);
        if (held is not null && store.Read(record.Name) is { IsAlive: false } dead && dead.IsSameRunAs(record))
        {
            TidyUpDead(dead);
        }

        return null;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>True while its launcher holds the lock; the remains of a launcher that was killed are tidied up.</summary>
    private bool StillStarting(GuestRecord record)
    {
        using FileLock? held = store.TryLock(record.Name);
        if (held is null)
        {
            return true;
        }

        if (store.Read(record.Name) is { Started: false } left && left.Id == record.Id)
        {
            TidyUpDead(left);
        }

        return false;
    }

    /// <summary>
    /// A guest that has just ended is its supervisor's to tidy up, who knows why it ended; only one that nobody minds, or that is stopped, is left to others.
    /// False where its supervisor lives and is not done yet.
    /// </summary>
    private bool WaitForSupervisor(GuestRecord record, TimeSpan patience)
    {
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (Environment.TickCount64 < end && store.Read(record.Name) is { } present && present.IsSameRunAs(record))
        {
            if (FileLock.TryTake(store.SupervisorLockOf(record.Name)) is { } free)
            {
                free.Dispose();
                return true;
            }

            if (present.Supervisor is { IsStopped: true } stopped)
            {
                stopped.Kill();
                stopped.WaitForEnd(TimeSpan.FromSeconds(5));
            }

            Thread.Sleep(5);
        }

        return FileLock.TryTake(store.SupervisorLockOf(record.Name)) is { } left && Free(left);
    }

    private static bool Free(FileLock held)
    {
        held.Dispose();
        return true;
    }

    private void TidyUpDead(GuestRecord record)
    {
        string reason = record.Started ? "crashed" : "failed";
        if (record.LogFile.Length > 0)
        {
            record.Log.ShuttingDown(reason);
        }

        store.TidyUp(record.Name, reason);
    }
}
