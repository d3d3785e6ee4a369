using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tuning;

/// <summary>
/// &lt;memtune&gt;, &lt;blkiotune&gt; and the shares, periods and quotas of &lt;cputune&gt; (startup.md 6 and 13). A guest that asks for none of them gets no
/// group of its own; restrictive &lt;numatune&gt; asks for one too. One that wants a limit and cannot have it is refused; weights, which only shape how guests
/// share what is scarce, are warned about.
/// </summary>
internal sealed class ResourceControl
{
    private const string Root = "/sys/fs/cgroup";

    private readonly Domain domain;
    private ControlGroup group;
    private readonly bool hasLimits;
    private bool isUsable = true;

    private ResourceControl(Domain domain, ControlGroup group, bool hasLimits)
    {
        this.domain = domain;
        this.group = group;
        this.hasLimits = hasLimits;
    }

    private NodeBinding? Binding => NodeBinding.Of(domain);

    private CpuTune Tune => domain.CpuTune ?? new CpuTune();

    /// <summary>null where the guest asks for nothing, or for nothing but weights that it cannot have.</summary>
    /// <exception cref="GuestException">It asks for limits that this host or mode does not have.</exception>
    public static ResourceControl? Of(Domain domain, Settings settings, int id, Action<string>? warn = null, string root = Root)
    {
        bool cpu = LimitsCpu(domain.CpuTune);
        bool memory = domain.MemTune is { } m && (m.HardLimitKiB ?? m.SoftLimitKiB ?? m.SwapHardLimitKiB) is not null;
        bool io = domain.BlkioTune is { Devices.Count: > 0 };
        bool shares = domain.CpuTune is { Shares: > 0 };
        bool weight = domain.BlkioTune is { Weight: > 0 };
        bool nodes = NodeBinding.Of(domain) is not null;
        if (!cpu && !memory && !io && !shares && !weight && !nodes)
        {
            return null;
        }

        bool limits = cpu || memory || io;
        if (limits && !settings.Privileged)
        {
            throw new GuestException($"unsupported configuration: {(memory ? "Memory" : io ? "Block I/O" : "CPU")} tuning is not available in session mode");
        }

        ControlGroup? group = settings.Privileged
            ? ControlGroup.Find(root, string.Create(CultureInfo.InvariantCulture, $"{id}-{Plain(domain.Name)}"), nodes) : null;
        Require(io, group, "io", "Block I/O tuning is not available on this host");
        Require(memory, group, "memory", "Memory cgroup is not available on this host");
        Require(cpu, group, "cpu", "CPU tuning is not available on this host");
        Note(shares, group, "cpu", "<shares> of <cputune>", warn);
        Note(weight, group, "io", "<weight> of <blkiotune>", warn);
        Note(nodes, group, "cpuset", "<numatune> with mode='restrictive'", warn);
        return group is not null && (limits || group.Has("cpu") || group.Has("io") || group.Has("cpuset")) ? new ResourceControl(domain, group, limits) : null;
    }

    /// <summary>From now on the guest's group is one below the unit that systemd made for it and leaves to us.</summary>
    public void MoveBelow(string scope, ProcessIdentity qemu)
    {
        if (ControlGroupV2.Below(scope, qemu.Pid, Binding is not null) is { } own)
        {
            group = own;
        }
    }

    /// <summary>Makes the group and sets its limits; noted before QEMU, so that it is removed after it.</summary>
    public void Create(CleanupJournal journal, Action<string>? warn = null)
    {
        foreach (string directory in group.Directories)
        {
            journal.Add(CleanupAction.ControlGroup(directory));
        }

        try
        {
            group.Create();
        }
        catch (NativeException e) when (!hasLimits)
        {
            warn?.Invoke("<shares> and <weight> have no effect: no control group can be made here: " + e.Message);
            isUsable = false;
            return;
        }

        if (Tune.Shares is > 0 and { } shares && group.Has("cpu"))
        {
            group.SetCpuWeight(shares);
        }

        if (Tune.GlobalPeriod is not null || Tune.GlobalQuota is not null)
        {
            group.SetCpuQuota(Tune.GlobalPeriod, Tune.GlobalQuota);
        }

        if (domain.MemTune is { } memory && group.Has("memory"))
        {
            group.SetMemory(memory);
        }

        if (domain.BlkioTune is { } io && group.Has("io"))
        {
            group.SetIo(io);
        }

        if (Binding is { } binding && group.Has("cpuset"))
        {
            group.SetMemoryNodes(binding.All);
        }
    }

    public void Add(ProcessIdentity qemu)
    {
        if (isUsable)
        {
            group.AddProcess(qemu.Pid);
        }
    }

    public bool NeedsThreads => (Binding is { HasCells: true } && group.Has("cpuset")) || (Tune is { } t
        && (t.Period ?? t.EmulatorPeriod ?? t.IoThreadPeriod ?? (ulong?)(t.Quota ?? t.EmulatorQuota ?? t.IoThreadQuota)) is not null);

    /// <summary>Limits of vCPUs, iothreads and the emulator, each in a part of the group.</summary>
    public void AddThreads(GuestThreads threads)
    {
        Limit("emulator", threads.Emulator, Tune.EmulatorPeriod, Tune.EmulatorQuota);
        foreach ((uint id, int thread) in threads.Vcpus)
        {
            Limit(string.Create(CultureInfo.InvariantCulture, $"vcpu{id}"), [thread], Tune.Period, Tune.Quota,
                group.Has("cpuset") ? Binding?.OfVcpu(id) : null);
        }

        foreach ((uint id, int thread) in threads.IoThreads)
        {
            Limit(string.Create(CultureInfo.InvariantCulture, $"iothread{id}"), [thread], Tune.IoThreadPeriod, Tune.IoThreadQuota);
        }
    }

    private void Limit(string part, IReadOnlyList<int> threads, ulong? period, long? quota, string? nodes = null)
    {
        if (period is null && quota is null && nodes is null)
        {
            return;
        }

        ControlGroup own = group.CreatePart(part);
        if (period is not null || quota is not null)
        {
            own.SetCpuQuota(period, quota);
        }

        if (nodes is not null)
        {
            own.SetMemoryNodes(nodes);
        }

        foreach (int thread in threads)
        {
            own.AddThread(thread);
        }
    }

    private static bool LimitsCpu(CpuTune? tune) =>
        tune is not null
        && ((tune.Period ?? tune.GlobalPeriod ?? tune.EmulatorPeriod ?? tune.IoThreadPeriod) is not null
            || (tune.Quota ?? tune.GlobalQuota ?? tune.EmulatorQuota ?? tune.IoThreadQuota) is not null);

    private static void Require(bool wanted, ControlGroup? group, string controller, string message)
    {
        if (wanted && group?.Has(controller) != true)
        {
            throw new GuestException("unsupported configuration: " + message);
        }
    }

    private static void Note(bool wanted, ControlGroup? group, string controller, string what, Action<string>? warn)
    {
        if (wanted && group?.Has(controller) != true)
        {
            warn?.Invoke($"{what} has no effect: there is no {controller} controller for control groups here");
        }
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
