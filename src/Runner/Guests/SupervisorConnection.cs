using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>A connection to a guest's supervisor; one that was killed, or that answers nobody, is replaced first.</summary>
internal static class SupervisorConnection
{
    /// <summary>A supervisor that runs greets within milliseconds; one that is stopped never does.</summary>
    private static readonly TimeSpan GreetingPatience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// One that neither greets nor is stopped may be on a machine that has much else to do: what commands have left with it goes when it is ended.
    /// </summary>
    private static readonly TimeSpan SlowPatience = TimeSpan.FromSeconds(12);

    /// <summary>The last thread of a process that was killed may take a while to let its locks go.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(30);

    /// <summary>A new supervisor has to be greeted by QEMU first.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    /// <summary>A greeted connection; null where the guest ended meanwhile.</summary>
    /// <exception cref="GuestException">No supervisor answers, although the guest runs.</exception>
    public static QmpClient? Open(GuestStore store, SupervisorProgram program, GuestRecord record, TimeSpan? patience = null)
    {
        if (TryGreet(record, record.Supervisor is null ? StartPatience : GreetingPatience) is { } client)
        {
            return client;
        }

        if (record.Supervisor is { IsAlive: true, IsStopped: false } && TryGreet(record, SlowPatience) is { } slow)
        {
            return slow;
        }

        GuestRecord? present = store.Read(record.Name);
        if (present is null || !present.IsSameRunAs(record) || !present.IsAlive || !Replace(store, program, present))
        {
            return null;
        }

        if (TryGreet(record, patience ?? StartPatience) is { } second)
        {
            return second;
        }

        return record.IsAlive ? throw new GuestException($"guest '{record.Name}' does not answer on its monitor") : null;
    }

    /// <summary>A greeted connection to the supervisor that is there; null where none greets in time.</summary>
    public static QmpClient? TryGreet(GuestRecord record, TimeSpan patience)
    {
        // the second: of a supervisor that found no room for its socket
        if (record.SupervisorSocket.Length == 0 || (UnixSockets.TryConnect(record.SupervisorSocket, out _, nonBlocking: true)
            ?? UnixSockets.TryConnect("@" + record.SupervisorSocket, out _, nonBlocking: true)) is not { } socket)
        {
            return null;
        }

        if (UnixSockets.PeerOf(socket)?.Uid != Libc.geteuid())
        {
            socket.Dispose();
            throw new GuestException($"'{record.SupervisorSocket}' is not served by this user");
        }

        var client = new QmpClient(socket);
        try
        {
            client.Handshake(patience);
            return client;
        }
        catch (Exception e) when (e is QmpClosedException or TimeoutException or QmpException or InvalidDataException)
        {
            client.Dispose();
            return null;
        }
    }

    /// <summary>Makes sure that a supervisor minds the guest that can; false where the guest is not running.</summary>
    /// <param name="store">Of the guest.</param>
    /// <param name="program">The supervisor's.</param>
    /// <param name="record">The guest; its supervisor did not greet.</param>
    /// <param name="patience">
    /// How long whoever is at the guest, starting or ending it, is waited for: it sees to the supervisor itself, false then; a supervisor that lives had no
    /// more than that to greet, and stays. null: as long as it takes, and it had its time.
    /// </param>
    public static bool Replace(GuestStore store, SupervisorProgram program, GuestRecord record, TimeSpan? patience = null)
    {
        using FileLock? held = patience is { } most ? store.TryLock(record.Name, most) : store.Lock(record.Name);
        if (held is null || store.Read(record.Name) is not { IsAlive: true, Started: true } present || !present.IsSameRunAs(record))
        {
            return false;
        }

        if (FileLock.TryTake(store.SupervisorLockOf(record.Name)) is { } free)
        {
            program.Start(store, present, free, monitor: null);
            return true;
        }

        // one lives: it may be a newer one, which greets in a moment; one that is stopped, or that has just failed to greet in time, makes way
        bool isOld = present.Supervisor == record.Supervisor;
        if (present.Supervisor is { } minder && (minder.IsStopped || !minder.IsAlive || (isOld && patience is null)))
        {
            minder.Kill();
            minder.WaitForEnd(patience ?? EndPatience);
            if (FileLock.TryTake(store.SupervisorLockOf(record.Name)) is { } left)
            {
                program.Start(store, present, left, monitor: null);
            }
        }

        return true;
    }
}
