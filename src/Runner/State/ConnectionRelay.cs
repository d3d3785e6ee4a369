using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>A socket for QEMU on this host; each connection to it is handed to a program of its own that leads to a socket on the other host.</summary>
internal sealed class ConnectionRelay : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private readonly FileDescriptor listener;
    private readonly Thread thread;
    private readonly Func<FileDescriptor, int> start;
    private readonly List<int> pids = [];
    private volatile bool stopped;

    public ConnectionRelay(string path, FileOwner? owner, Func<FileDescriptor, int> start)
    {
        Path = path;
        this.start = start;
        Files.Delete(path);
        listener = UnixSockets.Listen(path, FileModes.GroupSocket, nonBlocking: true, owner: owner);
        thread = new Thread(Accept) { IsBackground = true };
        thread.Start();
    }

    public string Path { get; }

    public void Dispose()
    {
        stopped = true;
        thread.Join();
        listener.Dispose();
        Files.Delete(Path);
        foreach (int pid in pids)
        {
            ProcessIdentity.Of(pid)?.Kill();
            ChildProcesses.Wait(pid);
        }
    }

    private void Accept()
    {
        while (!stopped)
        {
            using FileDescriptor? connection = UnixSockets.TryAccept(listener);
            if (connection is null)
            {
                Thread.Sleep(Pause);
                continue;
            }

            try
            {
                _ = Libc.fcntl(connection, Libc.F_SETFL, 0);
                pids.Add(start(connection));
            }
            catch (Exception e) when (e is NativeException or GuestException)
            {
                // QEMU sees its connection end, and says so
            }
        }
    }
}
