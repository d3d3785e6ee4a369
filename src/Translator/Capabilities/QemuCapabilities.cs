using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Capabilities;

/// <summary>
/// What one QEMU binary can do on this host: immutable data, the same whether it was read live, from the cache or from a recorded session.
/// No decision about a command line looks at the version; flags and tables decide (capabilities.md).
/// </summary>
public sealed class QemuCapabilities
{
    /// <summary>The oldest QEMU that is accepted: 6.2.0.</summary>
    public const int OldestVersion = 6_002_000;

    private readonly HashSet<string> flags;
    private readonly AcceleratorCapabilities[] accelerators;

    /// <param name="flags">Copied; names as in <see cref="Translator.Capabilities.Flags"/>.</param>
    /// <param name="accelerators">The tables of the domain types that the binary was probed with; others count as empty.</param>
    public QemuCapabilities(
        string emulatorPath,
        string arch,
        int version,
        string package,
        IEnumerable<string> flags,
        IEnumerable<(DomainType Type, AcceleratorCapabilities Tables)> accelerators,
        IReadOnlyList<GicCapability>? gic = null,
        SevCapability? sev = null,
        SgxCapability? sgx = null,
        IReadOnlyList<string>? hypervEnlightenments = null)
        : this(emulatorPath, arch, version, package, new HashSet<string>(flags, StringComparer.Ordinal), Table(accelerators), gic ?? [], sev, sgx,
            hypervEnlightenments ?? [])
    {
    }

    private QemuCapabilities(
        string emulatorPath,
        string arch,
        int version,
        string package,
        HashSet<string> flags,
        AcceleratorCapabilities[] accelerators,
        IReadOnlyList<GicCapability> gic,
        SevCapability? sev,
        SgxCapability? sgx,
        IReadOnlyList<string> hypervEnlightenments)
    {
        EmulatorPath = emulatorPath;
        Arch = arch;
        Version = version;
        Package = package;
        this.flags = flags;
        this.accelerators = accelerators;
        Gic = gic;
        Sev = sev;
        Sgx = sgx;
        HypervEnlightenments = hypervEnlightenments;
    }

    public string EmulatorPath { get; }

    /// <summary>The guest architecture in libvirt's spelling: x86_64, i686, aarch64, armv7l, ppc64, riscv64, s390x …</summary>
    public string Arch { get; }

    /// <summary>major * 1000000 + minor * 1000 + micro. For people only.</summary>
    public int Version { get; }

    /// <summary>The packager's words; may be empty.</summary>
    public string Package { get; }

    public IReadOnlyCollection<string> AllFlags => flags;

    /// <summary>Empty unless the binary's architecture is ARM.</summary>
    public IReadOnlyList<GicCapability> Gic { get; }

    public SevCapability? Sev { get; }

    public SgxCapability? Sgx { get; }

    /// <summary>Hyper-V enlightenments of this host in libvirt's spelling (relaxed, vapic, vendor_id …). For reports only.</summary>
    public IReadOnlyList<string> HypervEnlightenments { get; }

    public string VersionText => $"{Version / 1_000_000}.{Version / 1_000 % 1_000}.{Version % 1_000}";

    /// <summary>The flag for a domain type to be allowed at all.</summary>
    public static string FlagOf(DomainType type) => type switch
    {
        DomainType.Kvm => Flags.Kvm,
        DomainType.Hvf => Flags.Hvf,
        _ => Flags.Tcg,
    };

    public bool Has(string flag) => flags.Contains(flag);

    public bool HasAny(string one, string other) => flags.Contains(one) || flags.Contains(other);

    /// <summary>Whether the binary runs domains of that type here.</summary>
    public bool SupportsType(DomainType type) => Has(FlagOf(type));

    /// <summary>The best type that the binary runs: kvm, else hvf, else qemu.</summary>
    public DomainType MainType => Has(Flags.Kvm) ? DomainType.Kvm : Has(Flags.Hvf) ? DomainType.Hvf : DomainType.Qemu;

    /// <summary>The tables of a domain type; empty ones where the binary was not probed with it.</summary>
    public AcceleratorCapabilities Accelerator(DomainType type) => accelerators[(int)type];

    /// <summary>The machine of that canonical name in the type's table, or null.</summary>
    public QemuMachine? FindMachine(DomainType type, string name) => Accelerator(type).FindMachine(name);

    /// <summary>Resolves a machine alias in the type's table; a name that is no alias stays.</summary>
    public string CanonicalMachineName(DomainType type, string name) => Accelerator(type).CanonicalMachineName(name);

    /// <summary>The default for a domain of that type without a machine; null if there is no machine at all.</summary>
    public QemuMachine? DefaultMachine(DomainType type) => Accelerator(type).DefaultMachine;

    /// <summary>Whether a GIC version can be had by a domain of that type: from the kernel for kvm, from QEMU for qemu, never for hvf.</summary>
    public bool SupportsGic(DomainType type, int version)
    {
        foreach (GicCapability gic in Gic)
        {
            if (gic.Version == version && (type == DomainType.Kvm ? gic.Kernel : type == DomainType.Qemu && gic.Emulated))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same binary with other flags (<c>qemu:capabilities</c>, <c>capability_filters</c>).</summary>
    public QemuCapabilities WithFlags(IEnumerable<string> added, IEnumerable<string> removed)
    {
        var changed = new HashSet<string>(flags, StringComparer.Ordinal);
        changed.UnionWith(added);
        changed.ExceptWith(removed);
        return new(EmulatorPath, Arch, Version, Package, changed, accelerators, Gic, Sev, Sgx, HypervEnlightenments);
    }

    /// <summary>The same binary with facts added and removed by what they are in QEMU: see <see cref="CapabilityFacts"/>.</summary>
    public QemuCapabilities WithFacts(IEnumerable<string> added, IEnumerable<string> removed) =>
        WithFlags(added.SelectMany(CapabilityFacts.FlagsOf), removed.SelectMany(CapabilityFacts.FlagsOf));

    public QemuCapabilities WithGic(IReadOnlyList<GicCapability> gic) =>
        new(EmulatorPath, Arch, Version, Package, flags, accelerators, gic, Sev, Sgx, HypervEnlightenments);

    public QemuCapabilities WithEmulatorPath(string path) =>
        new(path, Arch, Version, Package, flags, accelerators, Gic, Sev, Sgx, HypervEnlightenments);

    public QemuCapabilities WithHostCpu(DomainType type, HostCpuExpansion? hostCpu)
    {
        var changed = (AcceleratorCapabilities[])accelerators.Clone();
        changed[(int)type] = new(changed[(int)type].Machines, changed[(int)type].Cpus, hostCpu);
        return new(EmulatorPath, Arch, Version, Package, flags, changed, Gic, Sev, Sgx, HypervEnlightenments);
    }

    /// <summary>
    /// The same binary without machine aliases, so that short names stay as they are: a machine with an alias takes the alias as its name, and a copy
    /// under the versioned name goes to the end (capabilities.md 3.2, the "-latest" cases).
    /// </summary>
    public QemuCapabilities WithoutMachineAliases()
    {
        AcceleratorCapabilities[] changed = Array.ConvertAll(accelerators, WithoutAliases);
        return new(EmulatorPath, Arch, Version, Package, flags, changed, Gic, Sev, Sgx, HypervEnlightenments);
    }

    private static AcceleratorCapabilities WithoutAliases(AcceleratorCapabilities tables)
    {
        var machines = new List<QemuMachine>(tables.Machines.Count + 8);
        var copies = new List<QemuMachine>();
        foreach (QemuMachine machine in tables.Machines)
        {
            if (machine.Alias is not { } alias)
            {
                machines.Add(machine);
                continue;
            }

            machines.Add(machine with { Name = alias, Alias = null });
            copies.Add(machine with { Alias = null, IsDefault = false });
        }

        machines.AddRange(copies);
        return new(machines, tables.Cpus, tables.HostCpu);
    }

    private static AcceleratorCapabilities[] Table(IEnumerable<(DomainType Type, AcceleratorCapabilities Tables)> accelerators)
    {
        AcceleratorCapabilities[] table = [AcceleratorCapabilities.Empty, AcceleratorCapabilities.Empty, AcceleratorCapabilities.Empty];
        foreach ((DomainType type, AcceleratorCapabilities tables) in accelerators)
        {
            table[(int)type] = tables;
        }

        return table;
    }
}
