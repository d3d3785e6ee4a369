namespace VirshLite.Translator.Capabilities;

/// <summary>What differs between the accelerators of one QEMU binary: machines, CPU models and the host's CPU.</summary>
public sealed class AcceleratorCapabilities
{
    public static readonly AcceleratorCapabilities Empty = new([], [], null);

    public AcceleratorCapabilities(IReadOnlyList<QemuMachine> machines, IReadOnlyList<QemuCpuDefinition> cpus, HostCpuExpansion? hostCpu)
    {
        Machines = machines;
        Cpus = cpus;
        HostCpu = hostCpu;
    }

    /// <summary>In QEMU's order, but the default machine first (capabilities.md 3.2).</summary>
    public IReadOnlyList<QemuMachine> Machines { get; }

    /// <summary>In QEMU's order; empty where this QEMU has no <c>query-cpu-definitions</c>.</summary>
    public IReadOnlyList<QemuCpuDefinition> Cpus { get; }

    /// <summary>Null where this QEMU cannot say (ppc64, sparc) or did not.</summary>
    public HostCpuExpansion? HostCpu { get; }

    /// <summary>The default for a domain without a machine; null if the table is empty.</summary>
    public QemuMachine? DefaultMachine => Machines.Count > 0 ? Machines[0] : null;

    /// <summary>The machine of that canonical name (not alias), or null.</summary>
    public QemuMachine? FindMachine(string name)
    {
        foreach (QemuMachine machine in Machines)
        {
            if (machine.Name == name)
            {
                return machine;
            }
        }

        return null;
    }

    /// <summary>The canonical name of the first machine whose alias this is; a name that is no alias stays.</summary>
    public string CanonicalMachineName(string name)
    {
        foreach (QemuMachine machine in Machines)
        {
            if (machine.Alias == name)
            {
                return machine.Name;
            }
        }

        return name;
    }

    /// <summary>The first CPU model with that QOM type: how a machine's default CPU type becomes a model (capabilities.md 3.3).</summary>
    public QemuCpuDefinition? FindCpuByType(string typeName)
    {
        foreach (QemuCpuDefinition cpu in Cpus)
        {
            if (cpu.TypeName == typeName)
            {
                return cpu;
            }
        }

        return null;
    }

    public QemuCpuDefinition? FindCpu(string name)
    {
        foreach (QemuCpuDefinition cpu in Cpus)
        {
            if (cpu.Name == name)
            {
                return cpu;
            }
        }

        return null;
    }
}
