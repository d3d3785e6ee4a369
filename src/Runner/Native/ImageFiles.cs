using Microsoft.Win32.SafeHandles;

namespace VirshLite.Runner.Native;

/// <summary>The first bytes of disk images, which may be anything: nobody waits for a pipe's writer or a device's answer.</summary>
internal static class ImageFiles
{
    private const uint TypeMask = 0xF000;
    private const uint Regular = 0x8000;
    private const uint Block = 0x6000;

    /// <summary>At most <paramref name="count"/> bytes of a file or block device; null where it is neither, or cannot be read.</summary>
    public static byte[]? ReadStart(string path, int count)
    {
        using FileDescriptor? file = Open(path);
        if (file is null)
        {
            return null;
        }

        byte[] buffer = new byte[count];
        int length = 0;
        while (length < count)
        {
            nint read = Libc.read(file, ref buffer[length], count - length);
            if (read < 0 && Errno.Last == Errno.EINTR)
            {
                continue;
            }

            if (read < 0)
            {
                return null;
            }

            if (read == 0)
            {
                break;
            }

            length += (int)read;
        }

        return length == count ? buffer : buffer[..length];
    }

    /// <summary>Length in bytes of a file or block device; null where it is neither, or cannot be read.</summary>
    public static ulong? LengthOf(string path)
    {
        using FileDescriptor? file = Open(path);
        if (file is null)
        {
            return null;
        }

        using var stream = new FileStream(new SafeFileHandle(file.Number, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        return (ulong)stream.Seek(0, SeekOrigin.End);
    }

    private static FileDescriptor? Open(string path)
    {
        if (FileStatus.Of(path) is not { } before || !IsImage(before.Mode))
        {
            return null;
        }

        // not blocking: what is there may be another thing by now
        int number = Libc.openat(Libc.AT_FDCWD, path, Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_CLOEXEC, 0);
        if (number < 0)
        {
            return null;
        }

        var file = new FileDescriptor(number);
        if (Libc.statx(number, "", Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, out Libc.Statx opened) < 0 || !IsImage(opened.Mode))
        {
            file.Dispose();
            return null;
        }

        return file;
    }

    private static bool IsImage(uint mode) => (mode & TypeMask) is Regular or Block;
}
