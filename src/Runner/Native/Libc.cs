using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

#pragma warning disable IDE1006, SA1300 // names as in the C library

/// <summary>The C library's calls on files, descriptors and locks. Callers use the small classes beside this one.</summary>
internal static partial class Libc
{
    public const int O_RDONLY = 0;
    public const int O_WRONLY = 1;
    public const int O_RDWR = 2;
    public const int O_CREAT = 0x40;
    public const int O_EXCL = 0x80;
    public const int O_TRUNC = 0x200;
    public const int O_APPEND = 0x400;
    public const int O_NONBLOCK = 0x800;
    public const int O_DIRECTORY = 0x10000;
    public const int O_CLOEXEC = 0x80000;
    public const int O_DIRECT = 0x4000;

    public const int SEEK_SET = 0;
    public const int SEEK_DATA = 3;
    public const int SEEK_HOLE = 4;

    public const int F_DUPFD_CLOEXEC = 1030;
    public const int F_SETFD = 2;
    public const int F_SETFL = 4;
    public const int FD_CLOEXEC = 1;
    public const int F_OFD_SETLK = 37;
    public const int F_SETPIPE_SZ = 1031;
    public const int F_GETPIPE_SZ = 1032;
    public const nuint FIONREAD = 0x541b;
    public const uint SPLICE_F_NONBLOCK = 2;
    public const short F_WRLCK = 1;

    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;

    public const short POLLIN = 1;
    public const short POLLOUT = 4;
    public const short POLLERR = 8;
    public const short POLLHUP = 16;

    private const string Library = "libc";

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(FileDescriptor fd, ref byte buffer, nint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(FileDescriptor fd, ref byte buffer, nint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(FileDescriptor fd, int command, nint argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(FileDescriptor fd, int command, ref FileRange range);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fsync(FileDescriptor fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial long lseek(FileDescriptor fd, long offset, int from);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int pipe2(ref int pair, int flags);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mkfifo(string path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint tee(FileDescriptor from, FileDescriptor to, nint length, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ftruncate(FileDescriptor fd, long length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int flock(FileDescriptor fd, int operation);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(ref PollFd fds, nuint count, int timeoutMilliseconds);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mkdir(string path, uint mode);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rmdir(string path);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int unlink(string path);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rename(string from, string to);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int chmod(string path, uint mode);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int chown(string path, uint user, uint group);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int access(string path, int mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint getrandom(ref byte buffer, nint length, uint flags);

    [LibraryImport(Library)]
    public static partial uint umask(uint mask);

    [LibraryImport(Library)]
    public static partial nint strerror(int number);

    [LibraryImport(Library)]
    public static partial uint geteuid();

    [LibraryImport(Library)]
    public static partial int isatty(int fd);

    /// <summary>struct flock of 64-bit architectures.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct FileRange
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }
}
