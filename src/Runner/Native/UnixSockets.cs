using System.Runtime.InteropServices;
using System.Text;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Native;

/// <summary>Stream sockets of the Unix family (startup.md 2, error texts as there).</summary>
internal static class UnixSockets
{
    /// <summary>The longest path a socket address holds.</summary>
    public const int LongestPath = 107;

    /// <summary>
    /// Removes what is at the path, binds, listens; the file stays when the descriptor is closed. The mode is that of the socket before it has a name, the
    /// owner that of the very node that was bound: nobody can slip another file in (confinement.md 10.3, R30).
    /// </summary>
    public static FileDescriptor Listen(string path, UnixFileMode mode = FileModes.GroupSocket, int backlog = 1, bool nonBlocking = false,
        FileOwner? owner = null)
    {
        byte[] address = Address(path);
        Files.Delete(path);
        var socket = Create(nonBlocking);
        _ = Libc.fchmod(socket.Number, (uint)mode);
        if (Libc.bind(socket, ref address[0], (uint)address.Length) < 0)
        {
            var error = NativeException.Last($"Unable to bind to UNIX socket path '{path}'");
            socket.Dispose();
            throw error;
        }

        try
        {
            SetModeAndOwner(path, mode, owner);
            if (Libc.listen(socket, backlog) < 0)
            {
                throw NativeException.Last($"Unable to listen to UNIX socket path '{path}'");
            }

            return socket;
        }
        catch (NativeException)
        {
            socket.Dispose();
            Files.Delete(path);
            throw;
        }
    }

    /// <summary>Gives a socket that another process has bound to somebody; anything but a socket of <paramref name="maker"/>'s is left alone.</summary>
    /// <exception cref="NativeException">There is no such socket, or it cannot be given.</exception>
    public static void Give(string path, uint maker, FileOwner owner)
    {
        using FileDescriptor node = OpenNode(path);
        if (Libc.statx(node.Number, "", Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, out Libc.Statx status) < 0 || !IsSocket(status)
            || (status.Uid != maker && status.Uid != owner.Uid))
        {
            throw new NativeException($"'{path}' is not the socket that was to be there", Errno.EACCES);
        }

        SetOwner(node, owner, path);
    }

    /// <summary>
    /// Process and user at the other end of a connection: of an accepted one who connected, of one's own who listened last; null where it cannot be told.
    /// </summary>
    public static (int Pid, uint Uid)? PeerOf(FileDescriptor socket)
    {
        var peer = default(Libc.PeerCredentials);
        uint length = 12;
        return Libc.getsockopt(socket.Number, Libc.SOL_SOCKET, Libc.SO_PEERCRED, ref peer, ref length) == 0 ? (peer.Pid, peer.Uid) : null;
    }

    public static FileDescriptor Connect(string path) =>
        TryConnect(path, out int errno) ?? throw new NativeException($"Cannot connect to '{path}'", errno);

    public static FileDescriptor? TryConnect(string path, out int errno, bool nonBlocking = false)
    {
        byte[] address = Address(path);
        FileDescriptor socket = Create(nonBlocking);
        while (Libc.connect(socket, ref address[0], (uint)address.Length) < 0)
        {
            errno = Errno.Last;
            if (errno != Errno.EINTR)
            {
                socket.Dispose();
                return null;
            }
        }

        errno = 0;
        return socket;
    }

    public static FileDescriptor? TryAccept(FileDescriptor listener)
    {
        int fd = Libc.accept4(listener, 0, 0, Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK);
        return fd < 0 ? null : new FileDescriptor(fd);
    }

    public static (FileDescriptor First, FileDescriptor Second) Pair(bool datagram = false)
    {
        Span<int> pair = stackalloc int[2];
        int type = (datagram ? Libc.SOCK_DGRAM : Libc.SOCK_STREAM) | Libc.SOCK_CLOEXEC;
        return Libc.socketpair(Libc.AF_UNIX, type, 0, ref MemoryMarshal.GetReference(pair)) < 0
            ? throw NativeException.Last("Cannot create a socket pair")
            : (new FileDescriptor(pair[0]), new FileDescriptor(pair[1]));
    }

    /// <summary>Listens on an abstract name, which needs no disk. Anybody may connect to it: who does is to be looked at.</summary>
    public static FileDescriptor ListenAbstract(string name, int backlog)
    {
        byte[] address = Address("@" + name);
        var socket = Create(nonBlocking: true);
        if (Libc.bind(socket, ref address[0], (uint)address.Length) == 0 && Libc.listen(socket, backlog) == 0)
        {
            return socket;
        }

        var error = NativeException.Last($"Unable to listen to abstract UNIX socket '{name}'");
        socket.Dispose();
        throw error;
    }

    /// <summary>Sends one datagram to a path, or to an abstract name that begins with '@'; false where nobody takes it.</summary>
    public static bool SendDatagram(string path, ReadOnlySpan<byte> data)
    {
        byte[] address = Address(path);
        int fd = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        if (fd < 0)
        {
            return false;
        }

        using var socket = new FileDescriptor(fd);
        return Libc.connect(socket, ref address[0], (uint)address.Length) == 0
            && Libc.send(socket, ref MemoryMarshal.GetReference(data), data.Length, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT) == data.Length;
    }

    /// <summary>Sends data and a descriptor along with its first byte; how much went, or -1 as send(2).</summary>
    public static unsafe nint Send(FileDescriptor socket, ReadOnlySpan<byte> data, FileDescriptor along, int flags)
    {
        fixed (byte* bytes = data)
        {
            var vector = new Libc.IoVector { Base = (nint)bytes, Length = (nuint)data.Length };

            // cmsghdr: length (8), level (4), type (4), then the descriptor, rounded up to eight
            byte* control = stackalloc byte[24];
            *(nuint*)control = 20;
            *(int*)(control + 8) = Libc.SOL_SOCKET;
            *(int*)(control + 12) = Libc.SCM_RIGHTS;
            *(int*)(control + 16) = along.Number;
            *(int*)(control + 20) = 0;
            var message = new Libc.MessageHeader { Vectors = (nint)(&vector), VectorCount = 1, Control = (nint)control, ControlLength = 24 };
            return Libc.sendmsg(socket, ref message, flags);
        }
    }

    /// <summary>Receives data with the descriptors that came along, close-on-exec; how much came, or -1 as recv(2).</summary>
    public static unsafe nint Receive(FileDescriptor socket, Span<byte> buffer, ICollection<FileDescriptor> along)
    {
        const int MostDescriptors = 16;
        fixed (byte* bytes = buffer)
        {
            var vector = new Libc.IoVector { Base = (nint)bytes, Length = (nuint)buffer.Length };
            byte* control = stackalloc byte[16 + (MostDescriptors * 4)];
            var message = new Libc.MessageHeader
            {
                Vectors = (nint)(&vector),
                VectorCount = 1,
                Control = (nint)control,
                ControlLength = 16 + (MostDescriptors * 4)
            };
            nint count = Libc.recvmsg(socket, ref message, Libc.MSG_CMSG_CLOEXEC);
            if (count >= 0 && message.ControlLength >= 20 && *(int*)(control + 8) == Libc.SOL_SOCKET && *(int*)(control + 12) == Libc.SCM_RIGHTS)
            {
                for (nuint at = 16; at + 4 <= *(nuint*)control; at += 4)
                {
                    along.Add(new FileDescriptor(*(int*)(control + at)));
                }
            }

            return count;
        }
    }

    /// <summary>Receives one descriptor sent along with data; null where the peer closed without sending one.</summary>
    public static unsafe FileDescriptor? ReceiveDescriptor(FileDescriptor socket)
    {
        byte data = 0;
        var vector = new Libc.IoVector { Base = (nint)(&data), Length = 1 };
        byte* control = stackalloc byte[64];
        var message = new Libc.MessageHeader { Vectors = (nint)(&vector), VectorCount = 1, Control = (nint)control, ControlLength = 64 };
        nint count;
        do
        {
            count = Libc.recvmsg(socket, ref message, Libc.MSG_CMSG_CLOEXEC);
        }
        while (count < 0 && Errno.Last == Errno.EINTR);

        // cmsghdr: length (8), level (4), type (4), then the descriptor
        return count <= 0 || message.ControlLength < 20 ? null : new FileDescriptor(*(int*)(control + 16));
    }

    /// <summary>The umask may have taken from the mode; the name may no longer be ours.</summary>
    private static void SetModeAndOwner(string path, UnixFileMode mode, FileOwner? owner)
    {
        using FileDescriptor node = OpenNode(path);
        if (Libc.statx(node.Number, "", Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, out Libc.Statx status) < 0 || !IsSocket(status)
            || status.Uid != Libc.geteuid())
        {
            throw new NativeException($"'{path}' is not the socket that was bound", Errno.EACCES);
        }

        if ((status.Mode & 0xFFF) != (int)mode && Libc.chmod($"/proc/self/fd/{node.Number}", (uint)mode) < 0)
        {
            throw NativeException.Last($"Cannot change the mode of '{path}'");
        }

        if (owner is { } given)
        {
            SetOwner(node, given, path);
        }
    }

    private static void SetOwner(FileDescriptor node, FileOwner owner, string path)
    {
        if (Libc.fchownat(node.Number, "", owner.Uid, owner.Gid, Libc.AT_EMPTY_PATH) < 0)
        {
            throw NativeException.Last($"unable to set user and group to '{owner}' on '{path}'");
        }
    }

    private static bool IsSocket(Libc.Statx status) => (status.Mode & 0xF000) == 0xC000;

    private static FileDescriptor OpenNode(string path)
    {
        int number = Libc.openat(Libc.AT_FDCWD, path, Libc.O_PATH | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, 0);
        return number < 0 ? throw NativeException.Last($"Cannot open '{path}'") : new FileDescriptor(number);
    }

    private static FileDescriptor Create(bool nonBlocking)
    {
        int fd = Libc.socket(Libc.AF_UNIX, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC | (nonBlocking ? Libc.SOCK_NONBLOCK : 0), 0);
        return fd < 0 ? throw NativeException.Last("Unable to create a UNIX socket") : new FileDescriptor(fd);
    }

    private static byte[] Address(string path)
    {
        int length = Encoding.UTF8.GetByteCount(path);
        if (length > LongestPath)
        {
            throw new NativeException($"UNIX socket path '{path}' too long", Errno.EINVAL);
        }

        bool isAbstract = path.StartsWith('@');
        byte[] address = new byte[2 + length + (isAbstract ? 0 : 1)];
        address[0] = Libc.AF_UNIX;
        Encoding.UTF8.GetBytes(path, address.AsSpan(2));
        if (isAbstract)
        {
            address[2] = 0;
        }

        return address;
    }
}
