namespace VirshLite.Runner.Native;

/// <summary>How a child ended: wait(2)'s status, by its exit code or by a signal. As text: libvirt's words for it.</summary>
internal readonly record struct ExitStatus(int Raw)
{
    public bool Exited => (Raw & 0x7F) == 0;

    /// <summary>The exit code of one that ended by itself.</summary>
    public int Code => (Raw >> 8) & 0xFF;

    /// <summary>The signal that ended it; 0 where it ended by itself.</summary>
    public int Signal => Raw & 0x7F;

    public bool Success => Raw == 0;

    public override string ToString() => Exited ? $"exit status {Code}" : $"fatal signal {Signal}";
}

/// <summary>Waiting for one's own children.</summary>
internal static class ChildProcesses
{
    /// <summary>Waits until the child ends; null where it is not a child of this process.</summary>
    public static ExitStatus? Wait(int pid)
    {
        while (true)
        {
            int result = Libc.waitpid(pid, out int status, 0);
            if (result == pid)
            {
                return new ExitStatus(status);
            }

            if (result < 0 && Errno.Last != Errno.EINTR)
            {
                return null;
            }
        }
    }

    /// <summary>Collects the child if it has ended; null where it still runs or is none.</summary>
    public static ExitStatus? Collect(int pid) => Libc.waitpid(pid, out int status, Libc.WNOHANG) == pid ? new ExitStatus(status) : null;
}
