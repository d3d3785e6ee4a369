using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator;

namespace VirshLite.Runner.Launching.ControlGroups;

/// <summary>
/// &lt;memtune&gt;, &lt;blkiotune&gt; and the shares, periods and quotas of &lt;cputune&gt;. A guest that asks for none of them gets no group of its own; one that does and cannot have
/// it is refused (startup.md 6 and 13).
/// </summary>
internal sealed class ResourceControl
{
    private const string Root = "/sys/fs/cgroup";

    private readonly Domain domain;
    private readonly ControlGroup group;

    private ResourceControl(Domain domain, ControlGroup group)
    {
        this.domain = domain;
        this.group = group;
    }

    private CpuTune Tune => domain.CpuTune ?? new CpuTune();

    /// <summary>null where the guest asks for nothing.</summary>
    /// <exception cref="GuestException">It asks for what this host or mode does not have.</exception>
    public static ResourceControl? Of(Domain domain, Settings settings, int id, string root = Root)
    {
        bool cpu = WantsCpu(domain.CpuTune);
        bool memory = domain.MemTune is { } m && (m.HardLimitKiB ?? m.SoftLimitKiB ?? m.SwapHardLimitKiB) is not null;
        bool io = domain.BlkioTune is { } b && (b.Weight is > 0 || b.Devices.Count > 0);
        if (!cpu && !memory && !io)
        {
            return null;
        }

        if (!settings.Privileged)
        {
            throw new GuestException($"unsupported configuration: {(memory ? "Memory" : io ? "Block I/O" : "CPU")} tuning is not available in session mode");
        }

        ControlGroup? group = ControlGroup.Find(root, string.Create(CultureInfo.InvariantCulture, $"{id}-{Plain(domain.Name)}"));
        Require(io, group, "io", "Block I/O tuning is not available on this host");
        Require(memory, group, "memory", "Memory cgroup is not available on this host");
        Require(cpu, group, "cpu", "CPU tuning is not available on this host");
        return new ResourceControl(domain, group!);
    }

    /// <summary>Makes the group and sets its limits; noted before QEMU, so that it is removed after it.</summary>
    public void Create(CleanupJournal journal)
    {
        foreach (string directory in group.Directories)
        {
            journal.Add(CleanupAction.ControlGroup(directory));
        }

        group.Create();
        if (Tune.Shares is > 0 and { } shares)
        {
            group.SetCpuWeight(shares);
        }

        if (Tune.GlobalPeriod is not null || Tune.GlobalQuota is not null)
        {
            group.SetCpuQuota(Tune.GlobalPeriod, Tune.GlobalQuota);
        }

        if (domain.MemTune is { } memory)
        {
            group.SetMemory(memory);
        }

        if (domain.BlkioTune is { } io)
        {
            group.SetIo(io);
        }
    }

    public void Add(ProcessIdentity qemu) => group.AddProcess(qemu.Pid);

    public bool NeedsThreads => Tune is { } t && (t.Period ?? t.EmulatorPeriod ?? t.IoThreadPeriod ?? (ulong?)(t.Quota ?? t.EmulatorQuota ?? t.IoThreadQuota)) is not null;

    /// <summary>Limits of vCPUs, iothreads and the emulator, each in a part of the group.</summary>
    public void AddThreads(GuestThreads threads)
    {
        Limit("emulator", threads.Emulator, Tune.EmulatorPeriod, Tune.EmulatorQuota);
        foreach ((uint id, int thread) in threads.Vcpus)
        {
            Limit(string.Create(CultureInfo.InvariantCulture, $"vcpu{id}"), [thread], Tune.Period, Tune.Quota);
        }

        foreach ((uint id, int thread) in threads.IoThreads)
        {
            Limit(string.Create(CultureInfo.InvariantCulture, $"iothread{id}"), [thread], Tune.IoThreadPeriod, Tune.IoThreadQuota);
        }
    }

    private void Limit(string part, IReadOnlyList<int> threads, ulong? period, long? quota)
    {
        if (period is null && quota is null)
        {
            return;
        }

        ControlGroup own = group.CreatePart(part);
        own.SetCpuQuota(period, quota);
        foreach (int thread in threads)
        {
            own.AddThread(thread);
        }
    }

    private static bool WantsCpu(CpuTune? tune) =>
        tune is not null
        && (tune.Shares is > 0
            || (tune.Period ?? tune.GlobalPeriod ?? tune.EmulatorPeriod ?? tune.IoThreadPeriod) is not null
            || (tune.Quota ?? tune.GlobalQuota ?? tune.EmulatorQuota ?? tune.IoThreadQuota) is not null);

    private static void Require(bool wanted, ControlGroup? group, string controller, string message)
    {
        if (wanted && group?.Has(controller) != true)
        {
            throw new GuestException("unsupported configuration: " + message);
        }
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
