using VirshLite.Runner.Native;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>
/// Deletes what others could write to by descriptors: no link is followed, no file system is left, and what was put in the place of a directory meanwhile is
/// not entered (R31).
/// </summary>
internal static class TrustedTree
{
    private const int Deepest = 64;
    private const int Most = 100_000;

    /// <summary>Removes a directory with all that is in it; what cannot be removed stays. One that is not there is fine.</summary>
    /// <param name="path">Its parent is root's.</param>
    /// <param name="made">The directory that was made; another one in its place is left alone. null = whatever stands there.</param>
    public static void Delete(string path, FileIdentity? made = null)
    {
        string? parent = Path.GetDirectoryName(path);
        if (parent is null || TrustedFile.TryOpen(parent) is not { } above)
        {
            return;
        }

        using (above)
        {
            string name = Path.GetFileName(path);
            if (EntryStatus.Of(above.Number, name) is not { } status || (made is not null && status.Identity != made))
            {
                return;
            }

            int left = Most;
            DeleteEntry(above.Number, name, status, status.Identity, depth: 0, ref left);
        }
    }

    private static void DeleteEntry(int parent, string name, EntryStatus status, FileIdentity top, int depth, ref int left)
    {
        bool isSameFileSystem = (status.Identity.Major, status.Identity.Minor) == (top.Major, top.Minor);
        if (--left < 0 || depth > Deepest || !isSameFileSystem)
        {
            return;
        }

        if (!status.IsDirectory)
        {
            _ = Libc.unlinkat(parent, name, 0);
            return;
        }

        int number = Libc.openat(parent, name, Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, 0);
        if (number < 0)
        {
            return;
        }

        using (var directory = new FileDescriptor(number))
        {
            if (EntryStatus.Of(number, "") is not { } opened || opened.Identity != status.Identity)
            {
                return;
            }

            foreach (string entry in Entries(number))
            {
                if (EntryStatus.Of(number, entry) is { } inside)
                {
                    DeleteEntry(number, entry, inside, top, depth + 1, ref left);
                }
            }
        }

        _ = Libc.unlinkat(parent, name, Libc.AT_REMOVEDIR);
    }

    private static List<string> Entries(int directory)
    {
        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true, ReturnSpecialDirectories = false };
        return [.. Directory.EnumerateFileSystemEntries($"/proc/self/fd/{directory}/", "*", options).Take(Most).Select(e => Path.GetFileName(e))];
    }
}
