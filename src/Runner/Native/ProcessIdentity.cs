using System.Globalization;

namespace VirshLite.Runner.Native;

/// <summary>
/// A process beyond doubt: its id and its start time (clock ticks since boot), so that a number given out again to another process is not mistaken for it.
/// A dead process that nobody has waited for counts as gone.
/// </summary>
public readonly record struct ProcessIdentity(int Pid, ulong StartTicks)
{
    /// <summary>null where there is no such process, or only its remains.</summary>
    public static ProcessIdentity? Of(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        }
        catch (IOException)
        {
            return null;
        }

        // pid (name) state ppid …: the name may hold anything, so count from its last parenthesis; starttime is field 22
        ReadOnlySpan<char> rest = stat.AsSpan(stat.LastIndexOf(')') + 2);
        if (rest[0] is 'Z' or 'X' or 'x')
        {
            return null;
        }

        int field = 3;
        foreach (Range range in rest.Split(' '))
        {
            if (field++ == 22)
            {
                return new ProcessIdentity(pid, ulong.Parse(rest[range], CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    public bool IsAlive => Of(Pid) == this;

    /// <summary>A descriptor that becomes readable when the process ends; null where it is gone already.</summary>
    public FileDescriptor? OpenPidFd()
    {
        nint fd = Libc.syscall(Libc.SYS_pidfd_open, Pid, 0);
        if (fd < 0)
        {
            return null;
        }

        var file = new FileDescriptor((int)fd);
        if (IsAlive)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    public void Terminate() => Signal(Libc.SIGTERM);

    public void Kill() => Signal(Libc.SIGKILL);

    public void Signal(int number)
    {
        if (IsAlive)
        {
            _ = Libc.kill(Pid, number);
        }
    }

    /// <summary>True when the process has ended within the time.</summary>
    public bool WaitForEnd(TimeSpan timeout)
    {
        using FileDescriptor? pidfd = OpenPidFd();
        if (pidfd is null)
        {
            return !IsAlive || PollUntilGone(timeout);
        }

        return Poller.WaitReadable(pidfd, timeout);
    }

    /// <summary>SIGTERM, then SIGKILL after <paramref name="patience"/>; true when the process is gone (startup.md 7 and 11.3).</summary>
    public bool Stop(TimeSpan patience, TimeSpan patienceAfterKill = default)
    {
        using FileDescriptor? pidfd = OpenPidFd();
        if (pidfd is null)
        {
            return !IsAlive;
        }

        _ = Libc.kill(Pid, Libc.SIGTERM);
        if (Poller.WaitReadable(pidfd, patience))
        {
            return true;
        }

        _ = Libc.kill(Pid, Libc.SIGKILL);
        return Poller.WaitReadable(pidfd, patienceAfterKill == default ? TimeSpan.FromSeconds(30) : patienceAfterKill);
    }

    private bool PollUntilGone(TimeSpan timeout)
    {
        long end = System.Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (IsAlive)
        {
            if (System.Environment.TickCount64 >= end)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return true;
    }
}
