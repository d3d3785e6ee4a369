using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tuning;

/// <summary>
/// A guest's control group, with parts for its emulator, vCPUs and iothreads (confinement.md 7.2), and in it &lt;memtune&gt;, &lt;blkiotune&gt;, restrictive
/// &lt;numatune&gt; and the shares, periods and quotas of &lt;cputune&gt; (startup.md 6 and 13). Every guest of root's gets one where the host has control
/// groups. One that wants a limit and cannot have it is refused; weights, which only shape how guests share what is scarce, are warned about.
/// </summary>
internal sealed class ResourceControl
{
    private const string Root = "/sys/fs/cgroup";

    private readonly Domain domain;
    private ControlGroup group;
    private readonly bool hasLimits;
    private bool isUsable = true;

    private ResourceControl(Domain domain, ControlGroup group, bool hasLimits, bool isAskedFor)
    {
        this.domain = domain;
        this.group = group;
        this.hasLimits = hasLimits;
        IsAskedFor = isAskedFor;
    }

    /// <summary>The domain's XML asks for something that needs the group.</summary>
    public bool IsAskedFor { get; }

    private NodeBinding? Binding => NodeBinding.Of(domain);

    private CpuTune Tune => domain.CpuTune ?? new CpuTune();

    /// <summary>null in session mode, and where the host has no control groups that serve it.</summary>
    /// <exception cref="GuestException">It asks for limits that this host or mode does not have.</exception>
    public static ResourceControl? Of(Domain domain, Settings settings, int id, Action<string>? warn = null, string root = Root)
    {
        bool cpu = LimitsCpu(domain.CpuTune);
        bool memory = domain.MemTune is { } m && (m.HardLimitKiB ?? m.SoftLimitKiB ?? m.SwapHardLimitKiB) is not null;
        bool io = domain.BlkioTune is { Devices.Count: > 0 };
        bool shares = domain.CpuTune is { Shares: > 0 };
        bool weight = domain.BlkioTune is { Weight: > 0 };
        bool nodes = NodeBinding.Of(domain) is not null;
        bool limits = cpu || memory || io;
        bool asks = limits || shares || weight || nodes;
        if (!asks && !settings.Privileged)
        {
            return null;
        }

        if (limits && !settings.Privileged)
        {
            throw new GuestException($"unsupported configuration: {(memory ? "Memory" : io ? "Block I/O" : "CPU")} tuning is not available in session mode");
        }

        ControlGroup? group = settings.Privileged
            ? ControlGroup.Find(root, NameOf(domain, settings, id), nodes, settings.Confinement.CgroupControllers) : null;
        Require(io, group, "io", "Block I/O tuning is not available on this host");
        Require(memory, group, "memory", "Memory cgroup is not available on this host");
        Require(cpu, group, "cpu", "CPU tuning is not available on this host");
        Note(shares, group, "cpu", "<shares> of <cputune>", warn);
        Note(weight, group, "io", "<weight> of <blkiotune>", warn);
        Note(nodes, group, "cpuset", "<numatune> with mode='restrictive'", warn);
        return group is not null && (limits || group.Has("cpu") || group.Has("io") || group.Has("cpuset"))
            ? new ResourceControl(domain, group, limits, asks) : null;
    }

    /// <summary>From now on the guest's group is one below the unit that systemd made for it and leaves to us.</summary>
    public void MoveBelow(string scope, ProcessIdentity qemu)
    {
        if (ControlGroupV2.Below(scope, qemu.Pid, Binding is not null) is { } own)
        {
            group = own;
        }
        else
        {
            LeaveToSystemd();
        }
    }

    /// <summary>A process stays in the unit that systemd has it in, but where the guest's XML asks for more than that unit gives.</summary>
    public void LeaveToSystemd() => isUsable = IsAskedFor;

    /// <summary>Makes the group and sets its limits; noted before QEMU, so that it is removed after it.</summary>
    public void Create(CleanupJournal journal, Action<string>? warn = null)
    {
        if (!isUsable)
        {
            return;
        }

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
            if (IsAskedFor)
            {
                warn?.Invoke("<shares> and <weight> have no effect: no control group can be made here: " + e.Message);
            }

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
            IfItMatters(() => group.AddProcess(qemu.Pid));
        }
    }

    /// <summary>The group is there, and its parts need to know QEMU's threads.</summary>
    public bool NeedsThreads => isUsable;

    /// <summary>vCPUs, iothreads and the emulator, each in a part of the group, with their limits.</summary>
    public void AddThreads(GuestThreads threads)
    {
        if (isUsable)
        {
            IfItMatters(() => AddParts(threads));
        }
    }

    /// <summary>A group that nobody asked for is no reason to fail.</summary>
    private void IfItMatters(Action what)
    {
        try
        {
            what();
        }
        catch (NativeException) when (!IsAskedFor)
        {
            isUsable = false;
        }
    }

    private void AddParts(GuestThreads threads)
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
        bool matters = period is not null || quota is not null || nodes is not null;
        if (!matters && !group.Has("cpu"))
        {
            return;
        }

        try
        {
            ControlGroup own = group.CreatePart(part, withNodes: nodes is not null);
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
                Put(thread, own);
            }
        }
        catch (NativeException) when (!matters)
        {
            // the guest's group counts it all the same
        }
    }

    private static void Put(int thread, ControlGroup part)
    {
        try
        {
            part.AddThread(thread);
        }
        catch (NativeException e) when (e.Number == Errno.ESRCH)
        {
            // one of the emulator's that has ended since it was asked for
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

    /// <summary>Numbers are given out in each state directory by itself.</summary>
    private static string NameOf(Domain domain, Settings settings, int id)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{id}-{Plain(domain.Name)}");
        return settings.StateDirectory.StartsWith("/run/", StringComparison.Ordinal) ? name
            : name + Plain(settings.StateDirectory).Replace("_", "-", StringComparison.Ordinal);
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
