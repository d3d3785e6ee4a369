namespace VirshLite.Runner.Native;

/// <summary>Keys of a terminal.</summary>
public static class TerminalKeys
{
    /// <summary>True when one was pressed, or the terminal went, within the time.</summary>
    public static bool Wait(int descriptor, TimeSpan patience)
    {
        var file = new Libc.PollFd { Fd = descriptor, Events = Libc.POLLIN };
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        int ready;
        while ((ready = Libc.poll(ref file, 1, (int)Math.Clamp(end - Environment.TickCount64, 0, int.MaxValue))) < 0 && Errno.Last == Errno.EINTR)
        {
            // the rest of the time
        }

        return ready != 0;
    }
}
