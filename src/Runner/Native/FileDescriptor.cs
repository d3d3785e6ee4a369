using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>
/// An open descriptor, closed when disposed. Everything here opens close-on-exec; a child gets only what <see cref="ProcessSpawner"/> is told to hand over.
/// </summary>
public sealed class FileDescriptor : SafeHandle
{
    public FileDescriptor()
        : base(-1, ownsHandle: true)
    {
    }

    public FileDescriptor(int number)
        : this() => SetHandle(number);

    private FileDescriptor(int number, bool owns)
        : base(-1, owns) => SetHandle(number);

    /// <summary>A descriptor that others close: a standard stream.</summary>
    public static FileDescriptor Borrowed(int number) => new(number, owns: false);

    public override bool IsInvalid => handle < 0;

    /// <summary>The number, for calls that take a plain one; the caller keeps this object alive meanwhile.</summary>
    public int Number => (int)handle;

    /// <summary>Gives the number away: this object no longer closes it.</summary>
    public int Release()
    {
        int number = Number;
        SetHandleAsInvalid();
        return number;
    }

    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
