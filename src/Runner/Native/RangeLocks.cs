using System.Runtime.InteropServices;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Native;

/// <summary>
/// Locks on numbers: each is one byte of a file that stays empty (open file description locks, fcntl(2)). They go when this is disposed or its process ends,
/// however it ends; nothing is left to tidy up.
/// </summary>
internal sealed class RangeLocks(string path) : IDisposable
{
    private readonly List<FileDescriptor> held = [];

    /// <summary>False where another process, or another object in this one, holds the number.</summary>
    /// <exception cref="NativeException">The file cannot be opened or locked.</exception>
    public bool TryTake(long number)
    {
        FileDescriptor file = Files.Open(path, Libc.O_RDWR | Libc.O_CREAT, FileModes.OwnerFile);
        var range = new Libc.FileRange { Type = Libc.F_WRLCK, Whence = 0, Start = number, Length = 1 };
        if (Libc.fcntl(file, Libc.F_OFD_SETLK, ref range) == 0)
        {
            held.Add(file);
            return true;
        }

        int errno = Errno.Last;
        file.Dispose();
        return errno is Errno.EAGAIN or Errno.EACCES ? false : throw new NativeException($"Cannot lock '{path}'", errno);
    }

    public void Dispose()
    {
        held.ForEach(f => f.Dispose());
        held.Clear();
    }
}
