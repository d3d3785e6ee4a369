using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>A system call that failed: what was tried, and the system's word for why (network.md: such errors end in <c>: &lt;strerror text&gt;</c>).</summary>
public sealed class NativeException : Exception
{
    public NativeException(string what, int errno)
        : base(what + ": " + Errno.Text(errno)) => Number = errno;

    /// <summary>The errno value, one of <see cref="Errno"/>.</summary>
    public int Number { get; }

    /// <summary>The error of the last call in this thread.</summary>
    public static NativeException Last(string what) => new(what, Marshal.GetLastPInvokeError());
}
