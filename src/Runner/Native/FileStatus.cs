using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>
/// A file's owner, mode and times down to nanoseconds; .NET has no change time. Symbolic links are followed.
/// </summary>
internal readonly partial struct FileStatus
{
    private const int AtFdcwd = -100;
    private const uint BasicStats = 0x7ff;

    /// <summary>What the kernel counts blocks in, whatever the filesystem's own.</summary>
    private const ulong BlockBytes = 512;

    public uint Mode { get; private init; }

    /// <summary>A pipe, with a name or without.</summary>
    public bool IsPipe => (Mode & 0xf000) == 0x1000;

    /// <summary>A file of a file system's own: no directory, device, pipe or socket.</summary>
    public bool IsRegular => (Mode & 0xf000) == 0x8000;

    public uint Uid { get; private init; }

    public uint Gid { get; private init; }

    public ulong Inode { get; private init; }

    public ulong Size { get; private init; }

    /// <summary>Bytes that the file takes up; fewer than its size where it has holes.</summary>
    public ulong AllocatedBytes { get; private init; }

    /// <summary>Nanoseconds since the epoch.</summary>
    public long ChangeTime { get; private init; }

    /// <summary>Nanoseconds since the epoch.</summary>
    public long ModifyTime { get; private init; }

    /// <summary>Null where the file is not there or cannot be looked at.</summary>
    public static FileStatus? Of(string path)
    {
        if (Statx(AtFdcwd, path, 0, BasicStats, out StatxBuffer buffer) != 0)
        {
            return null;
        }

        return new()
        {
            Mode = buffer.Mode,
            Uid = buffer.Uid,
            Gid = buffer.Gid,
            Inode = buffer.Inode,
            Size = buffer.Size,
            AllocatedBytes = buffer.Blocks * BlockBytes,
            ChangeTime = (buffer.Ctime.Seconds * 1_000_000_000) + buffer.Ctime.Nanoseconds,
            ModifyTime = (buffer.Mtime.Seconds * 1_000_000_000) + buffer.Mtime.Nanoseconds,
        };
    }

    /// <summary>Whether this process may do all of: read 4, write 2, execute 1.</summary>
    public static bool IsAccessible(string path, int what) => Libc.access(path, what) == 0;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out StatxBuffer buffer);

    [StructLayout(LayoutKind.Sequential)]
    private struct StatxTime
    {
        public long Seconds;
        public uint Nanoseconds;
        private readonly int reserved;
    }

    /// <summary>The kernel's struct statx: the same on every architecture.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct StatxBuffer
    {
        public uint Mask;
        public uint BlockSize;
        public ulong Attributes;
        public uint Links;
        public uint Uid;
        public uint Gid;
        public ushort Mode;
        public ushort Spare;
        public ulong Inode;
        public ulong Size;
        public ulong Blocks;
        public ulong AttributesMask;
        public StatxTime Atime;
        public StatxTime Btime;
        public StatxTime Ctime;
        public StatxTime Mtime;
    }
}
