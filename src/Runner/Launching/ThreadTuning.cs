using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Launching;

/// <summary>&lt;vcpupin&gt;, &lt;emulatorpin&gt;, &lt;iothreadpin&gt;, &lt;vcpu cpuset&gt; and the schedulers: affinity and policy of QEMU's threads (startup.md 6).</summary>
internal static class ThreadTuning
{
    private static readonly int[] Policies = [3, 5, 1, 2]; // SCHED_BATCH, SCHED_IDLE, SCHED_FIFO, SCHED_RR

    public static void Apply(Domain domain, QmpClient monitor, ProcessIdentity qemu)
    {
        CpuTune tune = domain.CpuTune ?? new CpuTune();
        NumberSet? everything = domain.Vcpus.CpuSet;
        bool wanted = everything is not null || tune.EmulatorPin is not null || tune.EmulatorSched is not null
            || tune.VcpuPins.Count + tune.IoThreadPins.Count + tune.VcpuScheds.Count + tune.IoThreadScheds.Count > 0;
        if (!wanted)
        {
            return;
        }

        Dictionary<uint, int> vcpus = VcpuThreads(monitor, qemu);
        Dictionary<uint, int> iothreads = IoThreads(monitor);
        if ((tune.VcpuPins.Count > 0 || tune.VcpuScheds.Count > 0) && vcpus.Count == 0)
        {
            throw new GuestException("Requested operation is not valid: cpu affinity is not supported");
        }

        // the emulator is every thread that is neither a vCPU nor an iothread
        foreach (int thread in Threads(qemu).Except(vcpus.Values).Except(iothreads.Values))
        {
            Pin(thread, tune.EmulatorPin ?? everything);
        }

        foreach ((uint id, int thread) in vcpus)
        {
            Pin(thread, tune.VcpuPins.GetValueOrDefault(id) ?? everything);
            Schedule(thread, tune.VcpuScheds.GetValueOrDefault(id));
        }

        foreach ((uint id, int thread) in iothreads)
        {
            Pin(thread, tune.IoThreadPins.GetValueOrDefault(id) ?? everything);
            Schedule(thread, tune.IoThreadScheds.GetValueOrDefault(id));
        }

        Schedule(qemu.Pid, tune.EmulatorSched);
    }

    /// <summary>Thread ids by vCPU; none where QEMU runs all vCPUs in one thread.</summary>
    private static Dictionary<uint, int> VcpuThreads(QmpClient monitor, ProcessIdentity qemu)
    {
        var threads = new Dictionary<uint, int>();
        foreach (JsonElement cpu in monitor.Execute("query-cpus-fast").EnumerateArray())
        {
            int thread = cpu.GetProperty("thread-id").GetInt32();
            if (thread == qemu.Pid || threads.ContainsValue(thread))
            {
                return [];
            }

            threads[cpu.GetProperty("cpu-index").GetUInt32()] = thread;
        }

        return threads;
    }

    private static Dictionary<uint, int> IoThreads(QmpClient monitor)
    {
        var threads = new Dictionary<uint, int>();
        foreach (JsonElement thread in monitor.Execute("query-iothreads").EnumerateArray())
        {
            string id = thread.GetProperty("id").GetString()!;
            if (id.StartsWith("iothread", StringComparison.Ordinal) && uint.TryParse(id.AsSpan(8), CultureInfo.InvariantCulture, out uint number))
            {
                threads[number] = thread.GetProperty("thread-id").GetInt32();
            }
        }

        return threads;
    }

    private static List<int> Threads(ProcessIdentity process)
    {
        var threads = new List<int>();
        foreach (string directory in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/task")))
        {
            threads.Add(int.Parse(Path.GetFileName(directory.AsSpan()), CultureInfo.InvariantCulture));
        }

        return threads;
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
