using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Native;

/// <summary>Files and descriptors. Every call throws <see cref="NativeException"/> with the path in its text; interrupted calls are repeated.</summary>
public static class Files
{
    public static FileDescriptor OpenRead(string path) => Open(path, Libc.O_RDONLY, UnixFileMode.None);

    public static FileDescriptor OpenReadWrite(string path) => Open(path, Libc.O_RDWR, UnixFileMode.None);

    public static FileDescriptor OpenWrite(string path) => Open(path, Libc.O_WRONLY, UnixFileMode.None);

    /// <summary>
    /// A file that was made before, to be written again or read and written. A link that somebody has put in its place is refused, but for the kernel's own to
    /// an open descriptor.
    /// </summary>
    public static FileDescriptor OpenMade(string path, int flags = Libc.O_WRONLY) =>
        Open(path, flags | (path.StartsWith("/proc/self/fd/", StringComparison.Ordinal) ? 0 : Libc.O_NOFOLLOW), UnixFileMode.None);

    /// <summary>A directory itself, not what a link in its place leads to.</summary>
    public static FileDescriptor OpenDirectory(string path) => Open(path, Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_NOFOLLOW, UnixFileMode.None);

    /// <summary>Created where missing; appended to, or emptied. A link in its place is refused.</summary>
    public static FileDescriptor OpenOutput(string path, bool append, UnixFileMode mode) =>
        Open(path, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_NOFOLLOW | (append ? Libc.O_APPEND : Libc.O_TRUNC), mode);

    /// <summary>A new file; it must not exist.</summary>
    public static FileDescriptor CreateNew(string path, UnixFileMode mode) => Open(path, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL, mode);

    /// <summary>null instead of an exception; the reason is in <paramref name="errno"/>.</summary>
    public static FileDescriptor? TryOpenReadWrite(string path, out int errno)
    {
        int fd = Libc.open(path, Libc.O_RDWR | Libc.O_CLOEXEC, 0);
        errno = fd < 0 ? Errno.Last : 0;
        return fd < 0 ? null : new FileDescriptor(fd);
    }

    public static void Write(FileDescriptor file, ReadOnlySpan<byte> data, string path)
    {
        while (data.Length > 0)
        {
            nint written = Libc.write(file, ref System.Runtime.InteropServices.MemoryMarshal.GetReference(data), data.Length);
            if (written < 0)
            {
                if (Errno.Last == Errno.EINTR)
                {
                    continue;
                }

                throw NativeException.Last($"Cannot write '{path}'");
            }

            data = data[(int)written..];
        }
    }

    /// <summary>
    /// Writes the file beside its place and renames it into place, so that a reader sees the old or the new text, never half of one. What others left beside it
    /// is removed, never written to.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="data">All of it.</param>
    /// <param name="mode">Its permissions.</param>
    /// <param name="durable">It is on the disk before it is in its place.</param>
    /// <param name="owner">Whose it is; null = this process's user.</param>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> data, UnixFileMode mode, bool durable = false, FileOwner? owner = null)
    {
        string temporary = path + ".new";
        try
        {
            Delete(temporary);
            using (FileDescriptor file = Open(temporary, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_NOFOLLOW, mode))
            {
                Write(file, data, path);
                if (owner is { } given && Libc.fchown(file.Number, given.Uid, given.Gid) < 0)
                {
                    throw NativeException.Last($"unable to set user and group to '{given}' on '{path}'");
                }

                if (durable && Libc.fsync(file) < 0)
                {
                    throw NativeException.Last($"Cannot write '{path}'");
                }
            }

            if (Libc.rename(temporary, path) < 0)
            {
                throw NativeException.Last($"Cannot rename '{temporary}' to '{path}'");
            }
        }
        catch (NativeException)
        {
            Delete(temporary);
            throw;
        }
    }

    /// <summary>Makes the directory and the missing ones above it; true where it was not there before. Somebody else may make it at the same time.</summary>
    public static bool MakeDirectory(string path, UnixFileMode mode)
    {
        for (bool again = true; ; again = false)
        {
            if (Libc.mkdir(path, (uint)mode) == 0)
            {
                return true;
            }

            int error = Errno.Last;
            if (error == Errno.EEXIST)
            {
                return false;
            }

            if (!again || error != Errno.ENOENT || Path.GetDirectoryName(path) is not { Length: > 1 } parent)
            {
                throw new NativeException($"Cannot create directory '{path}'", error);
            }

            MakeDirectory(parent, FileModes.PublicDirectory);
        }
    }

    /// <summary>Removes a file; one that is not there is fine.</summary>
    public static void Delete(string path) => _ = Libc.unlink(path);

    public static void SetMode(string path, UnixFileMode mode)
    {
        if (Libc.chmod(path, (uint)mode) < 0)
        {
            throw NativeException.Last($"Cannot change the mode of '{path}'");
        }
    }

    /// <summary>Of a file that this process has just made or opened.</summary>
    public static void SetOwner(FileDescriptor file, FileOwner owner, string path)
    {
        if (Libc.fchown(file.Number, owner.Uid, owner.Gid) < 0)
        {
            throw NativeException.Last($"unable to set user and group to '{owner}' on '{path}'");
        }
    }

    public static void SetSize(FileDescriptor file, ulong bytes, string path)
    {
        if (Libc.ftruncate(file, (long)bytes) < 0)
        {
            throw NativeException.Last($"Cannot set the size of '{path}'");
        }
    }

    /// <summary>Reads and writes go on from there.</summary>
    public static void Seek(FileDescriptor file, long offset, string path)
    {
        if (Libc.lseek(file, offset, Libc.SEEK_SET) < 0)
        {
            throw NativeException.Last($"unable to seek to {offset} in '{path}'");
        }
    }

    /// <summary>What was written is on the disk when this returns.</summary>
    public static void Sync(FileDescriptor file, string path)
    {
        if (Libc.fsync(file) < 0)
        {
            throw NativeException.Last($"unable to sync file '{path}'");
        }
    }

    /// <summary>Reads until the buffer is full or the file ends; gives back how many bytes were read.</summary>
    public static int ReadFully(FileDescriptor file, Span<byte> buffer, string path)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            nint count = Libc.read(file, ref buffer[total], buffer.Length - total);
            if (count == 0)
            {
                break;
            }

            if (count < 0 && Errno.Last != Errno.EINTR)
            {
                throw NativeException.Last($"Cannot read '{path}'");
            }

            total += Math.Max((int)count, 0);
        }

        return total;
    }

    /// <summary>A pipe; both ends are close-on-exec.</summary>
    public static (FileDescriptor Read, FileDescriptor Write) Pipe()
    {
        Span<int> pair = stackalloc int[2];
        return Libc.pipe2(ref pair[0], Libc.O_CLOEXEC) < 0
            ? throw NativeException.Last("Cannot create a pipe") : (new FileDescriptor(pair[0]), new FileDescriptor(pair[1]));
    }

    /// <summary>A pipe with a name; it must not exist.</summary>
    public static void MakePipe(string path, UnixFileMode mode)
    {
        if (Libc.mkfifo(path, (uint)mode) < 0)
        {
            throw NativeException.Last($"Cannot create the pipe '{path}'");
        }
    }

    /// <summary>A copy with a number of at least <paramref name="lowest"/>.</summary>
    public static FileDescriptor Duplicate(FileDescriptor file, int lowest)
    {
        int copy = Libc.fcntl(file, Libc.F_DUPFD_CLOEXEC, lowest);
        return copy < 0 ? throw NativeException.Last("Cannot duplicate a descriptor") : new FileDescriptor(copy);
    }

    /// <summary>Takes over a descriptor that this process was started with, and keeps it from this process's own children.</summary>
    public static FileDescriptor Inherited(int number)
    {
        var file = new FileDescriptor(number);
        _ = Libc.fcntl(file, Libc.F_SETFD, Libc.FD_CLOEXEC);
        return file;
    }

    /// <summary>Reads and writes return at once, with EAGAIN where they would wait.</summary>
    public static void SetNonBlocking(FileDescriptor file) => _ = Libc.fcntl(file, Libc.F_SETFL, Libc.O_NONBLOCK);

    /// <summary>Makes everything but the standard streams close-on-exec, whoever opened it.</summary>
    public static void KeepFromChildren() => _ = Libc.syscall(Libc.SYS_close_range, 3, unchecked((nint)uint.MaxValue), Libc.CLOSE_RANGE_CLOEXEC);

    public static FileDescriptor Open(string path, int flags, UnixFileMode mode)
    {
        int fd;
        do
        {
            fd = Libc.open(path, flags | Libc.O_CLOEXEC, (uint)mode);
        }
        while (fd < 0 && Errno.Last == Errno.EINTR);

        return fd < 0 ? throw NativeException.Last($"Cannot open '{path}'") : new FileDescriptor(fd);
    }
}
