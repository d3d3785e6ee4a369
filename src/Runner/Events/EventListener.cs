using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Events;

/// <summary>Listens to what <see cref="EventHub"/> tells, from when it is made until it is disposed.</summary>
public sealed class EventListener : IDisposable
{
    /// <summary>Messages that may wait while this one is busy.</summary>
    private const int Backlog = 1024;

    /// <summary>A longer message is cut off, and so is none.</summary>
    private const int LargestMessage = 256 * 1024;

    private readonly string path;
    private readonly FileDescriptor socket;
    private readonly byte[] buffer = new byte[LargestMessage];

    private EventListener(string path, FileDescriptor socket)
    {
        this.path = path;
        this.socket = socket;
    }

    /// <param name="settings">Whose guests.</param>
    /// <param name="ofMonitor">QEMU's own events instead of libvirt's.</param>
    public static EventListener Listen(Settings settings, bool ofMonitor)
    {
        string directory = EventHub.DirectoryOf(settings, ofMonitor);
        Files.MakeDirectory(Path.GetDirectoryName(directory)!, FileModes.OwnerDirectory);
        Files.MakeDirectory(directory, FileModes.OwnerDirectory);
        string path = string.Create(CultureInfo.InvariantCulture, $"{directory}/{Environment.ProcessId}");
        return new(path, UnixSockets.Listen(path, FileModes.OwnerFile, Backlog, nonBlocking: true));
    }

    /// <summary>The next event of a guest; null where none comes in time.</summary>
    public EventMessage? Next(TimeSpan patience) => Next(patience, EventMessage.Of);

    /// <summary>The next event of QEMU's; null where none comes in time.</summary>
    public QemuEventMessage? NextOfMonitor(TimeSpan patience) => Next(patience, QemuEventMessage.Of);

    public void Dispose()
    {
        socket.Dispose();
        Files.Delete(path);
    }

    private T? Next<T>(TimeSpan patience, Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        long end = Environment.TickCount64 + (long)Math.Min(patience.TotalMilliseconds, int.MaxValue);
        while (true)
        {
            while (UnixSockets.TryAccept(socket) is { } sender)
            {
                using (sender)
                {
                    if (IsOurs(sender) && read(Whole(sender)) is { } message)
                    {
                        return message;
                    }
                }
            }

            long left = end - Environment.TickCount64;
            if (left <= 0 || !Poller.WaitReadable(socket, TimeSpan.FromMilliseconds(left)))
            {
                return null;
            }
        }
    }

    private static bool IsOurs(FileDescriptor sender) => UnixSockets.PeerOf(sender) is { } peer && (peer.Uid == 0 || peer.Uid == Libc.geteuid());

    /// <summary>A sender writes its message in one go and leaves.</summary>
    private ReadOnlyMemory<byte> Whole(FileDescriptor sender)
    {
        int length = 0;
        while (length < buffer.Length && Poller.WaitReadable(sender, TimeSpan.FromMilliseconds(200)))
        {
            nint count = Libc.read(sender, ref buffer[length], buffer.Length - length);
            if (count <= 0)
            {
                break;
            }

            length += (int)count;
        }

        return buffer.AsMemory(0, length);
    }
}
