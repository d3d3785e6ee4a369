using VirshLite.Runner.Native;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>
/// Removes single files from directories that others may write to: by the directory's descriptor, no link of another user's is followed (R31).
/// </summary>
internal static class TrustedEntry
{
    /// <summary>One that is not there is fine.</summary>
    /// <exception cref="NativeException">It is still there.</exception>
    public static void Remove(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent || TrustedFile.TryOpen(parent) is not { } directory)
        {
            return;
        }

        using (directory)
        {
            if (directory.IsLedByStrangers)
            {
                throw new NativeException($"Cannot remove '{path}', which another user's symbolic link leads to", Errno.ELOOP);
            }

            // an O_PATH descriptor is enough to name the directory by
            if (Libc.unlinkat(directory.Number, Path.GetFileName(path), 0) < 0 && Errno.Last != Errno.ENOENT)
            {
                throw NativeException.Last($"Cannot remove '{path}'");
            }
        }
    }
}
