using VirshLite.Runner.Native;

namespace VirshLite.Runner.Launching;

/// <summary>
/// QEMU inherits nothing from who typed the command (confinement.md 8.1): a niceness, CPUs, a scheduling class, an out-of-memory mark and limits of a shell are
/// left behind before it is spawned.
/// Only root can take all of them back; the launcher ends soon after.
/// </summary>
internal static class CallerTraits
{
    /// <summary>At least this many files, whatever the caller's shell allows.</summary>
    private const ulong FewestFiles = 8192;

    /// <summary>What services of systemd have; programs that go over all numbers take their time with more.</summary>
    private const ulong MostFiles = 524288;
    private const int MostCpus = 8192;

    /// <summary>Limits that a shell may have and a service has not.</summary>
    private static readonly int[] Unlimited = [Libc.RLIMIT_CPU, Libc.RLIMIT_FSIZE, Libc.RLIMIT_DATA, Libc.RLIMIT_RSS, Libc.RLIMIT_AS];

    public static void Drop()
    {
        _ = Libc.setpriority(0, 0, 0);
        int normal = 0;
        _ = Libc.sched_setscheduler(0, 0, ref normal);
        byte[] allCpus = new byte[MostCpus / 8];
        Array.Fill(allCpus, (byte)0xFF);
        _ = Libc.sched_setaffinity(0, (nuint)allCpus.Length, ref allCpus[0]);
        TryWrite("/proc/self/oom_score_adj", "0");
        foreach (int resource in Unlimited)
        {
            var none = new Libc.ResourceLimit { Soft = ulong.MaxValue, Hard = ulong.MaxValue };
            _ = Libc.setrlimit(resource, ref none);
        }

        var files = default(Libc.ResourceLimit);
        _ = Libc.getrlimit(Libc.RLIMIT_NOFILE, ref files);
        ulong wanted = Math.Clamp(files.Hard, FewestFiles, MostFiles);
        var raised = new Libc.ResourceLimit { Soft = wanted, Hard = Math.Max(files.Hard, wanted) };
        _ = Libc.setrlimit(Libc.RLIMIT_NOFILE, ref raised);
    }

    private static void TryWrite(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a container without that file
        }
    }
}
