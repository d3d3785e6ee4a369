using System.Text;
using Microsoft.Win32.SafeHandles;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.State;

/// <summary>The conversation with the other host's <c>virshlite migrate-receive</c>.</summary>
internal sealed class MigrationPeer : IDisposable
{
    private readonly FileDescriptor socket;
    private readonly Stream stream;
    private readonly StreamReader reader;
    private readonly int pid;
    private readonly Lock sending = new();
    private Timer? beat;

    public MigrationPeer(MigrationDestination destination, params IReadOnlyList<string> verb)
    {
        (socket, FileDescriptor other) = UnixSockets.Pair();
        using (other)
        {
            pid = destination.Start(other, verb);
        }

        stream = new FileStream(new SafeFileHandle(socket.Number, ownsHandle: false), FileAccess.ReadWrite, bufferSize: 0);
        reader = new StreamReader(stream, Encoding.UTF8);
    }

    /// <exception cref="IOException">The other side is gone.</exception>
    public void Send(MigrationMessage message)
    {
        lock (sending)
        {
            stream.Write(Encoding.UTF8.GetBytes(MigrationJson.Write(message) + "\n"));
        }
    }

    /// <summary>There is something to receive: a message, or the end.</summary>
    public bool HasSpoken
    {
        get
        {
            var poll = new Libc.PollFd { Fd = socket.Number, Events = Libc.POLLIN };
            return Libc.poll(ref poll, 1, 0) > 0;
        }
    }

    /// <summary>From now on the other side hears from here now and then, so that it knows silence for what it is.</summary>
    public void KeepAlive() => beat = new Timer(_ => Beat(), null, MigrationMessage.Beat, MigrationMessage.Beat);

    /// <summary>null: the other side is gone, or cannot be reached.</summary>
    public MigrationMessage? Receive() => Line() is { } line ? MigrationJson.Read(line) : null;

    /// <summary>All that it says.</summary>
    public string? Line()
    {
        try
        {
            return reader.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Beat()
    {
        try
        {
            Send(new MigrationMessage { Phase = MigrationMessage.Alive });
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // who waits for an answer notices
        }
    }

    public void Dispose()
    {
        beat?.Dispose();
        reader.Dispose();
        socket.Dispose();
        ChildProcesses.Wait(pid);
    }
}
