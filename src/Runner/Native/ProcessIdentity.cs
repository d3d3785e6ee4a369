using System.Globalization;
using System.Text;

namespace VirshLite.Runner.Native;

/// <summary>
/// A process beyond doubt: its id and its start time (clock ticks since boot), so that a number given out again to another process is not mistaken for it.
/// A dead process that nobody has waited for counts as gone.
/// </summary>
public readonly record struct ProcessIdentity(int Pid, ulong StartTicks)
{
    /// <summary>Clock ticks a second in what the kernel tells programs, on every architecture that runs guests.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>52 numbers of 20 digits at most.</summary>
    private const int MostOfStat = 2048;

    /// <summary>null where there is no such process, or only its remains.</summary>
    public static ProcessIdentity? Of(int pid) =>
        Stat(pid) is { } stat && stat[0] is not ('Z' or 'X' or 'x') && Field(stat, 22) is { } start ? new ProcessIdentity(pid, start) : null;

    public bool IsAlive => Of(Pid) == this;

    /// <summary>True while the process is stopped by a signal: it answers nobody.</summary>
    public bool IsStopped => Stat(Pid) is ['T' or 't', ..] && IsAlive;

    /// <summary>Time spent on CPUs, in the program and for it in the kernel; zero where the process is gone.</summary>
    public TimeSpan CpuTime =>
        IsAlive && Stat(Pid) is { } stat ? TimeSpan.FromSeconds(((Field(stat, 14) ?? 0) + (Field(stat, 15) ?? 0)) / TicksPerSecond) : TimeSpan.Zero;

    /// <summary>How long ago it was started.</summary>
    public TimeSpan Age => KernelFiles.Read("/proc/uptime")?.Split(' ')[0] is { } uptime && double.TryParse(uptime, CultureInfo.InvariantCulture, out double seconds)
        ? TimeSpan.FromSeconds(Math.Max(0, seconds - (StartTicks / TicksPerSecond))) : TimeSpan.Zero;

    /// <summary>A descriptor that becomes readable when the process ends; null where it is gone already.</summary>
    public FileDescriptor? OpenPidFd() => OpenPidFd(static process => process.IsAlive);

    /// <summary>
    /// The same, for its remains too: a process whose first thread has ended looks dead, and yet holds its files and locks until the last of its threads is
    /// through. Then only is the descriptor readable.
    /// </summary>
    private FileDescriptor? OpenRemains() => OpenPidFd(static process => Stat(process.Pid) is { } stat && Field(stat, 22) == process.StartTicks);

    private FileDescriptor? OpenPidFd(Func<ProcessIdentity, bool> isThisOne)
    {
        nint fd = Libc.syscall(Libc.SYS_pidfd_open, Pid, 0);
        if (fd < 0)
        {
            return null;
        }

        var file = new FileDescriptor((int)fd);

        // with the descriptor in hand: the number cannot be given out again unnoticed
        if (isThisOne(this))
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
        using FileDescriptor? pidfd = OpenPidFd();
        if (pidfd is not null)
        {
            Send(pidfd, number);
        }
        else if (IsAlive)
        {
            _ = Libc.kill(Pid, number);
        }
    }

    /// <summary>True when the process has ended within the time.</summary>
    public bool WaitForEnd(TimeSpan timeout)
    {
        using FileDescriptor? pidfd = OpenRemains();
        if (pidfd is null)
        {
            return !IsAlive || PollUntilGone(timeout);
        }

        return Poller.WaitReadable(pidfd, timeout);
    }

    /// <summary>SIGTERM, then SIGKILL after <paramref name="patience"/>; true when the process is gone (startup.md 7 and 11.3).</summary>
    public bool Stop(TimeSpan patience, TimeSpan patienceAfterKill = default)
    {
        using FileDescriptor? pidfd = OpenRemains();
        if (pidfd is null)
        {
            return !IsAlive;
        }

        Send(pidfd, Libc.SIGTERM);
        if (Poller.WaitReadable(pidfd, patience))
        {
            return true;
        }

        Send(pidfd, Libc.SIGKILL);
        return Poller.WaitReadable(pidfd, patienceAfterKill == default ? TimeSpan.FromSeconds(30) : patienceAfterKill);
    }

    /// <summary>/proc/PID/stat from its third field, the state, on; null where there is no such process.</summary>
    private static string? Stat(int pid)
    {
        int fd = Libc.open(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"), Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return null;
        }

        // a list asks three times a guest: no stream, no lock, one read, which brings all of it
        using var file = new FileDescriptor(fd);
        Span<byte> buffer = stackalloc byte[MostOfStat];
        nint count;
        while ((count = Libc.read(file, ref buffer[0], buffer.Length)) < 0 && Errno.Last == Errno.EINTR)
        {
            // again
        }

        // the name may hold anything, its last parenthesis counts
        int state = count > 0 ? buffer[..(int)count].LastIndexOf((byte)')') + 2 : 0;
        return state > 1 && state < count ? Encoding.ASCII.GetString(buffer[state..(int)count]) : null;
    }

    /// <summary>A field by its number in proc(5), from 4 on.</summary>
    private static ulong? Field(string stat, int number)
    {
        int field = 3;
        foreach (Range range in stat.AsSpan().Split(' '))
        {
            if (field++ == number)
            {
                return ulong.Parse(stat.AsSpan()[range], CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    /// <summary>Reaches this process or none: its number may have been given out again meanwhile.</summary>
    private static void Send(FileDescriptor pidfd, int number) => _ = Libc.syscall(Libc.SYS_pidfd_send_signal, pidfd.Number, number, 0, 0);

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
