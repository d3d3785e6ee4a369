using System.Diagnostics;
using System.Runtime.InteropServices;
using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>
/// A socket for QEMU on this host; each connection to it is handed to a program of its own that leads to a socket on the other host. They come there in the
/// order in which QEMU made them: before 8.0 it knows the first of a migration's connections by its coming first.
/// </summary>
internal sealed class ConnectionRelay : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestJoining = TimeSpan.FromSeconds(30);
    private readonly FileDescriptor listener;
    private readonly Thread thread;
    private readonly Func<FileDescriptor, FileDescriptor, int> start;
    private readonly List<int> pids = [];
    private readonly List<FileDescriptor> errors = [];
    private volatile bool stopped;

    /// <param name="path">Of the socket.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="start">Starts the program with a connection and a standard error, on which it says <see cref="MigrationSockets.Joined"/>.</param>
    public ConnectionRelay(string path, FileOwner? owner, Func<FileDescriptor, FileDescriptor, int> start)
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

        errors.ForEach(e => e.Dispose());
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
                Join(connection);
            }
            catch (Exception e) when (e is NativeException or GuestException)
            {
                // QEMU sees its connection end, and says so
            }
        }
    }

    private void Join(FileDescriptor connection)
    {
        (FileDescriptor error, FileDescriptor end) = Files.Pipe();
        errors.Add(error);
        using (end)
        {
            pids.Add(start(connection, end));
        }

        Files.SetNonBlocking(error);
        var said = new List<byte>();
        byte[] buffer = new byte[256];
        for (var waited = Stopwatch.StartNew(); !stopped && waited.Elapsed < LongestJoining;)
        {
            nint count = Libc.read(error, ref buffer[0], buffer.Length);
            if (count == 0)
            {
                break;
            }

            if (count < 0)
            {
                Thread.Sleep(Pause);
                continue;
            }

            said.AddRange(buffer.AsSpan(0, (int)count));
            if (CollectionsMarshal.AsSpan(said).IndexOf(MigrationSockets.Joined) >= 0)
            {
                return;
            }
        }

        // it says why, as ssh does
        using var own = FileDescriptor.Borrowed(2);
        Files.Write(own, CollectionsMarshal.AsSpan(said), "standard error");
    }
}
