using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>Linux error numbers that are looked at, and their texts.</summary>
internal static class Errno
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int ENXIO = 6;
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EBUSY = 16;
    public const int EEXIST = 17;
    public const int ENODEV = 19;
    public const int ENOTDIR = 20;
    public const int EINVAL = 22;
    public const int ENOTTY = 25;
    public const int ENOSPC = 28;
    public const int EROFS = 30;
    public const int EPIPE = 32;
    public const int ERANGE = 34;
    public const int ENOSYS = 38;
    public const int ENOTEMPTY = 39;
    public const int ELOOP = 40;
    public const int EOPNOTSUPP = 95;
    public const int EADDRINUSE = 98;
    public const int ECONNRESET = 104;
    public const int ECONNREFUSED = 111;

    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>The C library's text, e.g. <c>No such device</c>.</summary>
    public static string Text(int number)
    {
        nint text = Libc.strerror(number);
        return Marshal.PtrToStringUTF8(text) ?? $"error {number}";
    }
}
