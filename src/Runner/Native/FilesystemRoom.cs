using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>Whether the filesystem of a directory takes new files (statvfs(3)).</summary>
internal static partial class FilesystemRoom
{
    private const ulong ReadOnly = 1;

    /// <summary>Less room than this is none: a record takes a few blocks.</summary>
    private const ulong LeastBytes = 64 << 10;

    /// <summary>True where it is full, has no inodes left or is read-only; false where nothing is known.</summary>
    public static bool TakesNothing(string directory) =>
        StatVfs(directory, out Status status) == 0
        && ((status.Flags & ReadOnly) != 0 || status.FreeBlocks * status.FragmentSize < LeastBytes || (status.Files > 0 && status.FreeFiles == 0));

    [LibraryImport("libc", EntryPoint = "statvfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatVfs(string path, out Status status);

    /// <summary>struct statvfs of 64-bit architectures.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Status
    {
        public ulong BlockSize;
        public ulong FragmentSize;
        public ulong Blocks;
        public ulong FreeBlocks;
        public ulong AvailableBlocks;
        public ulong Files;
        public ulong FreeFiles;
        public ulong AvailableFiles;
        public ulong Id;
        public ulong Flags;
    }
}
