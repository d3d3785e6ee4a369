using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

#pragma warning disable IDE1006, SA1300

/// <summary>Sockets, device control and terminals.</summary>
internal static partial class Libc
{
    public const int SHUT_WR = 1;
    public const int AF_UNIX = 1;
    public const int AF_INET = 2;
    public const int AF_INET6 = 10;
    public const int SOCK_STREAM = 1;
    public const int SOCK_DGRAM = 2;
    public const int SOCK_NONBLOCK = 0x800;
    public const int SOCK_CLOEXEC = 0x80000;
    public const int SOL_SOCKET = 1;
    public const int SCM_RIGHTS = 1;
    public const int MSG_NOSIGNAL = 0x4000;
    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_CMSG_CLOEXEC = 0x40000000;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int socketpair(int domain, int type, int protocol, ref int pair);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(FileDescriptor fd, ref byte address, uint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int listen(FileDescriptor fd, int backlog);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int shutdown(FileDescriptor fd, int how);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int connect(FileDescriptor fd, ref byte address, uint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int accept4(FileDescriptor fd, nint address, nint length, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint send(FileDescriptor fd, ref byte buffer, nint count, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recvfrom(FileDescriptor fd, ref byte buffer, nint count, int flags, ref byte address, ref uint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setsockopt(FileDescriptor fd, int level, int option, ref byte value, uint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recvmsg(FileDescriptor fd, ref MessageHeader message, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint sendmsg(FileDescriptor fd, ref MessageHeader message, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(FileDescriptor fd, nuint request, ref byte argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(int fd, nuint request, ref byte argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(FileDescriptor fd, nuint request, nint argument);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint if_nametoindex(string name);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int tcgetattr(int fd, ref byte termios);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int tcsetattr(int fd, int when, ref byte termios);

    [LibraryImport(Library)]
    public static partial void cfmakeraw(ref byte termios);

    [StructLayout(LayoutKind.Sequential)]
    public struct IoVector
    {
        public nint Base;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeader
    {
        public nint Name;
        public uint NameLength;
        public nint Vectors;
        public nuint VectorCount;
        public nint Control;
        public nuint ControlLength;
        public int Flags;
    }
}
