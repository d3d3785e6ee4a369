using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Tuning;

/// <summary>
/// &lt;vcpupin&gt;, &lt;emulatorpin&gt;, &lt;iothreadpin&gt;, &lt;vcpu cpuset&gt; and the schedulers: affinity and policy of QEMU's threads (startup.md 6).
/// </summary>
internal static class ThreadTuning
{
    private static readonly int[] Policies = [3, 5, 1, 2]; // SCHED_BATCH, SCHED_IDLE, SCHED_FIFO, SCHED_RR

    public static bool IsWanted(Domain domain) =>
        domain.Vcpus.CpuSet is not null
        || (domain.CpuTune is { } tune
            && (tune.EmulatorPin is not null || tune.EmulatorSched is not null
                || tune.VcpuPins.Count + tune.IoThreadPins.Count + tune.VcpuScheds.Count + tune.IoThreadScheds.Count > 0));

    public static void Apply(Domain domain, GuestThreads threads, ProcessIdentity qemu)
    {
        CpuTune tune = domain.CpuTune ?? new CpuTune();
        NumberSet? everything = domain.Vcpus.CpuSet;
        if ((tune.VcpuPins.Count > 0 || tune.VcpuScheds.Count > 0) && threads.Vcpus.Count == 0)
        {
            throw new GuestException("Requested operation is not valid: cpu affinity is not supported");
        }

        foreach (int thread in threads.Emulator)
        {
            Pin(thread, tune.EmulatorPin ?? everything);
        }

        foreach ((uint id, int thread) in threads.Vcpus)
        {
            Pin(thread, tune.VcpuPins.GetValueOrDefault(id) ?? everything);
            Schedule(thread, tune.VcpuScheds.GetValueOrDefault(id));
        }

        foreach ((uint id, int thread) in threads.IoThreads)
        {
            Pin(thread, tune.IoThreadPins.GetValueOrDefault(id) ?? everything);
            Schedule(thread, tune.IoThreadScheds.GetValueOrDefault(id));
        }

        Schedule(qemu.Pid, tune.EmulatorSched);
    }

    private static void Pin(int thread, NumberSet? cpus)
    {
        if (cpus is not { Maximum: { } highest })
        {
            return;
        }

        byte[] mask = new byte[((highest / 64) + 1) * 8];
        foreach ((uint first, uint last) in cpus.Ranges)
        {
            for (uint cpu = first; cpu <= last; cpu++)
            {
                mask[cpu / 8] |= (byte)(1 << (int)(cpu % 8));
            }
        }

        if (Libc.sched_setaffinity(thread, (nuint)mask.Length, ref mask[0]) < 0 && Errno.Last != Errno.ESRCH)
        {
            throw NativeException.Last($"cannot set CPU affinity on process {thread}");
        }
    }

    private static void Schedule(int thread, Scheduler? scheduler)
    {
        if (scheduler is null)
        {
            return;
        }

        int priority = scheduler.Policy is SchedulerPolicy.Fifo or SchedulerPolicy.Rr ? scheduler.Priority : 0;
        if (Libc.sched_setscheduler(thread, Policies[(int)scheduler.Policy], ref priority) < 0)
        {
            throw NativeException.Last($"Cannot set scheduler parameters for pid {thread}");
        }
    }
}
