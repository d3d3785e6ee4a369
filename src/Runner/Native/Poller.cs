using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>Waiting for descriptors with poll.</summary>
internal static class Poller
{
    /// <summary>True when the descriptor is readable, hung up or in error within the time.</summary>
    public static bool WaitReadable(FileDescriptor file, TimeSpan timeout) => WaitReadable(file, null, timeout) >= 0;

    /// <summary>True when the descriptor can be written to, or is closed at the other end, within the time.</summary>
    public static bool WaitWritable(FileDescriptor file, TimeSpan timeout)
    {
        var fd = new Libc.PollFd { Fd = file.Number, Events = Libc.POLLOUT };
        long end = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        int count;
        while ((count = Libc.poll(ref fd, 1, (int)Math.Clamp(end - Environment.TickCount64, 0, int.MaxValue))) < 0 && Errno.Last == Errno.EINTR)
        {
            // the rest of the time
        }

        return count > 0;
    }

    /// <summary>0 or 1: which of the two became readable first (the first wins); -1: neither in time.</summary>
    public static int WaitReadable(FileDescriptor first, FileDescriptor? second, TimeSpan timeout) => WaitReadable(first, second, null, timeout);

    /// <summary>The same with a third, 2, which comes after the others.</summary>
    public static int WaitReadable(FileDescriptor first, FileDescriptor? second, FileDescriptor? third, TimeSpan timeout)
    {
        Span<Libc.PollFd> fds =
        [
            new() { Fd = first.Number, Events = Libc.POLLIN },
            new() { Fd = second?.Number ?? -1, Events = Libc.POLLIN },
            new() { Fd = third?.Number ?? -1, Events = Libc.POLLIN },
        ];
        long end = timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (true)
        {
            int wait = end == long.MaxValue ? -1 : (int)Math.Clamp(end - Environment.TickCount64, 0, int.MaxValue);
            int count = Libc.poll(ref MemoryMarshal.GetReference(fds), (nuint)fds.Length, wait);
            if (count > 0)
            {
                return fds[0].Returned != 0 ? 0 : fds[1].Returned != 0 ? 1 : 2;
            }

            if (count == 0)
            {
                return -1;
            }

            if (Errno.Last != Errno.EINTR)
            {
                throw NativeException.Last("Cannot wait for descriptors");
            }
        }
    }
}
