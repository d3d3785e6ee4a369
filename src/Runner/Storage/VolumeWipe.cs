using VirshLite.Runner.Native;

namespace VirshLite.Runner.Storage;

/// <summary>Zeros in the place of a volume's bytes, before it is removed. What was never written to takes no room, and gets none.</summary>
public static class VolumeWipe
{
    private const int Step = 1 << 20;

    /// <exception cref="GuestException">It is no regular file, or cannot be written to.</exception>
    public static void Run(string path)
    {
        try
        {
            using FileDescriptor file = Files.OpenMade(path, Libc.O_RDWR);
            if (FileStatus.Of($"/proc/self/fd/{file.Number}") is not { IsRegular: true })
            {
                throw new GuestException($"unsupported configuration: '{path}' is no regular file: blkdiscard or shred wipes devices");
            }

            byte[] zeros = new byte[Step];
            long at = 0;
            while (Libc.lseek(file, at, Libc.SEEK_DATA) is >= 0 and var start)
            {
                long end = Libc.lseek(file, start, Libc.SEEK_HOLE);
                Files.Seek(file, start, path);
                for (at = start; at < end; at += Math.Min(Step, end - at))
                {
                    Files.Write(file, zeros.AsSpan(0, (int)Math.Min(Step, end - at)), path);
                }
            }

            Files.Sync(file, path);
        }
        catch (NativeException e)
        {
            throw new GuestException(e.Message, e);
        }
    }
}
