using System.Globalization;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Native;

/// <summary>
/// An exclusive lock on a file, held until disposed or until the process ends. The file may be removed by its holder while locked: a waiter that gets
/// a lock on a removed file tries again with the new one.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly string path;
    private readonly FileDescriptor file;

    private FileLock(string path, FileDescriptor file)
    {
        this.path = path;
        this.file = file;
    }

    /// <summary>Waits for the lock.</summary>
    public static FileLock Take(string path) => TryTake(path, wait: true)!;

    /// <summary>null where another process holds it and <paramref name="wait"/> is false.</summary>
    public static FileLock? TryTake(string path, bool wait = false)
    {
        while (true)
        {
            FileDescriptor file = Open(path);
            while (Libc.flock(file, Libc.LOCK_EX | (wait ? 0 : Libc.LOCK_NB)) < 0)
            {
                int errno = Errno.Last;
                if (errno == Errno.EAGAIN)
                {
                    file.Dispose();
                    return null;
                }

                if (errno != Errno.EINTR)
                {
                    file.Dispose();
                    throw new NativeException($"Cannot lock '{path}'", errno);
                }
            }

            if (IsStillAt(file, path))
            {
                NoteHolder(file);
                return new FileLock(path, file);
            }

            file.Dispose();
        }
    }

    /// <summary>The locked descriptor: a process that inherits it holds the lock as well.</summary>
    public FileDescriptor Descriptor => file;

    /// <summary>Lets go without removing the file; whoever inherited the descriptor still holds the lock.</summary>
    public void LeaveToHeir() => file.Dispose();

    /// <summary>Releases the lock and removes its file.</summary>
    public void Dispose()
    {
        if (!file.IsClosed)
        {
            Files.Delete(path);
            file.Dispose();
        }
    }

    /// <summary>The process that took the lock last; null where nobody wrote itself down.</summary>
    public static int? HolderOf(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Where no file can be made any more (read-only or full), one that is there serves as it is, else the directory above: everybody else here is in the same
    /// plight.
    /// </summary>
    private static FileDescriptor Open(string path)
    {
        try
        {
            return Files.Open(path, Libc.O_RDWR | Libc.O_CREAT, FileModes.OwnerFile);
        }
        catch (NativeException e) when (e.Number is Errno.EROFS or Errno.ENOSPC)
        {
            return TryOpenPresent(path) ?? Files.Open(Path.GetDirectoryName(path)!, Libc.O_RDONLY | Libc.O_DIRECTORY, UnixFileMode.None);
        }
    }

    private static FileDescriptor? TryOpenPresent(string path)
    {
        try
        {
            return Files.OpenRead(path);
        }
        catch (NativeException)
        {
            return null;
        }
    }

    private static void NoteHolder(FileDescriptor file)
    {
        // only for messages: a full disk does not matter
        Span<byte> text = stackalloc byte[11];
        _ = Environment.ProcessId.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        _ = Libc.ftruncate(file, 0);
        _ = Libc.write(file, ref text[0], length);
    }

    private static bool IsStillAt(FileDescriptor file, string path)
    {
        // the link of a removed file ends in " (deleted)"
        string? target = File.ResolveLinkTarget($"/proc/self/fd/{file.Number}", returnFinalTarget: false)?.FullName;
        return target is not null && !target.EndsWith(" (deleted)", StringComparison.Ordinal) && Path.Exists(target);
    }
}
