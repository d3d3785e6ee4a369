using VirshLite.Runner.Native;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>Keeps others from counting users of the same file at the same time: a write lock on its byte 1, as libvirt takes it (confinement.md 3.4).</summary>
internal sealed class MetadataLock : IDisposable
{
    private const long Patience = 10_000;
    private readonly FileDescriptor file;

    private MetadataLock(FileDescriptor file) => this.file = file;

    /// <summary>null where the file cannot be locked (a device, a socket, a read-only file system): its owner is not remembered then.</summary>
    /// <exception cref="GuestException">Somebody has held the lock for 10 seconds.</exception>
    public static MetadataLock? Take(TrustedFile wanted)
    {
        if (!wanted.Status.IsRegular)
        {
            return null;
        }

        int number = Libc.openat(Libc.AT_FDCWD, wanted.PathByDescriptor, Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NONBLOCK, 0);
        if (number < 0)
        {
            return null;
        }

        var opened = new FileDescriptor(number);
        var range = new Libc.FileRange { Type = Libc.F_WRLCK, Whence = 0, Start = 1, Length = 1 };
        long end = Environment.TickCount64 + Patience;
        while (Libc.fcntl(opened, Libc.F_OFD_SETLK, ref range) < 0)
        {
            if (Errno.Last is not (Errno.EAGAIN or Errno.EACCES or Errno.EINTR))
            {
                opened.Dispose();
                return null;
            }

            if (Environment.TickCount64 > end)
            {
                opened.Dispose();
                throw new GuestException($"unable to lock {wanted.Path} for metadata change");
            }

            Thread.Sleep(5);
        }

        return new MetadataLock(opened);
    }

    public void Dispose() => file.Dispose();
}
