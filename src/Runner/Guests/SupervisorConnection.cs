using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>A connection to a guest's supervisor; one that was killed is started again first.</summary>
internal static class SupervisorConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A greeted connection; null where the guest ended meanwhile.</summary>
    public static QmpClient? Open(GuestStore store, SupervisorProgram program, GuestRecord record)
    {
        for (int attempt = 0; attempt < 2; attempt++)
        {
            if (attempt > 0 && !Restart(store, program, record.Name))
            {
                return null;
            }

            if (UnixSockets.TryConnect(record.SupervisorSocket, out _) is not { } socket)
            {
                continue;
            }

            if (UnixSockets.PeerOf(socket)?.Uid != Libc.geteuid())
            {
                socket.Dispose();
                throw new GuestException($"'{record.SupervisorSocket}' is not served by this user");
            }

            var client = new QmpClient(socket);
            try
            {
                client.Handshake(Patience);
                return client;
            }
            catch (Exception e) when (e is QmpClosedException or TimeoutException)
            {
                client.Dispose();
            }
        }

        return null;
    }

    /// <summary>Makes sure that a supervisor minds the guest; false where the guest is not running.</summary>
    public static bool Restart(GuestStore store, SupervisorProgram program, string name)
    {
        using FileLock held = store.Lock(name);
        if (store.Read(name) is not { IsAlive: true, Started: true } record)
        {
            return false;
        }

        // while this supervisor lives its socket is served: another command was quicker
        if (FileLock.TryTake(store.SupervisorLockOf(name)) is { } free)
        {
            program.Start(store, record, free, monitor: null);
        }

        return true;
    }
}
