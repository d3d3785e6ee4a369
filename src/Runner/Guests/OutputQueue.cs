using VirshLite.Runner.Native;

namespace VirshLite.Runner.Guests;

/// <summary>What waits to be written to a socket that must not block, with descriptors that go along.</summary>
internal sealed class OutputQueue(FileDescriptor socket) : IDisposable
{
    private const int UsualSize = 1024;
    private const int LargestIdleSize = 65536;

    private readonly Queue<(long At, FileDescriptor File)> along = [];
    private byte[] bytes = [];
    private int length;
    private long written;

    public int Waiting => length;

    public void Add(ReadOnlySpan<byte> data, FileDescriptor? file = null)
    {
        if (file is not null)
        {
            along.Enqueue((written + length, file));
        }

        if (length + data.Length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(UsualSize, (length + data.Length) * 3 / 2));
        }

        data.CopyTo(bytes.AsSpan(length));
        length += data.Length;
    }

    /// <summary>Writes what the socket takes now; false where the other end is gone.</summary>
    public bool Flush()
    {
        int at = 0;
        bool open = true;
        while (at < length && !socket.IsClosed)
        {
            nint sent = Send(at);
            if (sent > 0)
            {
                at += (int)sent;
                written += sent;
            }
            else if (Errno.Last == Errno.EAGAIN)
            {
                break;
            }
            else if (Errno.Last != Errno.EINTR)
            {
                open = false;
                break;
            }
        }

        bytes.AsSpan(at, length - at).CopyTo(bytes);
        length -= at;
        if (length == 0 && bytes.Length > LargestIdleSize)
        {
            bytes = [];
        }

        return open;
    }

    public void Dispose()
    {
        while (along.TryDequeue(out (long At, FileDescriptor File) next))
        {
            next.File.Dispose();
        }
    }

    private nint Send(int at)
    {
        const int Flags = Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT;
        if (!along.TryPeek(out (long At, FileDescriptor File) next))
        {
            return Libc.send(socket, ref bytes[at], length - at, Flags);
        }

        // a descriptor goes with the first byte of its command, and nothing before it in the same call
        long before = next.At - written;
        if (before > 0)
        {
            return Libc.send(socket, ref bytes[at], (nint)Math.Min(before, length - at), Flags);
        }

        nint sent = UnixSockets.Send(socket, bytes.AsSpan(at, length - at), next.File, Flags);
        if (sent > 0)
        {
            along.Dequeue().File.Dispose();
        }

        return sent;
    }
}
