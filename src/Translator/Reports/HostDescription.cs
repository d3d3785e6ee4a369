using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Cpu;

namespace VirshLite.Translator.Reports;

/// <summary>A host as <c>capabilities</c> tells of it (formatcaps).</summary>
/// <param name="Uuid">The host's.</param>
/// <param name="Arch">libvirt's name of its architecture.</param>
public sealed record HostDescription(Guid Uuid, string Arch)
{
    public HostCpu? Cpu { get; init; }

    /// <summary>Version of the CPU's microcode; null where it has none.</summary>
    public uint? Microcode { get; init; }

    /// <summary>Family, model and stepping; null on other architectures than x86.</summary>
    public (uint Family, uint Model, uint Stepping)? Signature { get; init; }

    /// <summary>How fast the time stamp counter runs, and whether guests can have another speed; null where KVM does not say.</summary>
    public (ulong Hertz, bool CanScale)? Counter { get; init; }

    public int Sockets { get; init; } = 1;

    public int Dies { get; init; } = 1;

    public int Cores { get; init; } = 1;

    public int Threads { get; init; } = 1;

    /// <summary>0: not known.</summary>
    public uint PhysicalAddressBits { get; init; }

    /// <summary>Sizes of pages, the smallest first.</summary>
    public IReadOnlyList<ulong> PageSizesKiB { get; init; } = [];

    /// <summary>Ways of sleep: suspend_mem, suspend_disk, suspend_hybrid.</summary>
    public IReadOnlyList<string> Sleeps { get; init; } = [];

    public bool HasIommu { get; init; }

    public IReadOnlyList<HostCell> Cells { get; init; } = [];

    public IReadOnlyList<HostCacheBank> Caches { get; init; } = [];

    /// <summary>AppArmor confines guests here.</summary>
    public bool HasAppArmor { get; init; }

    /// <summary>QEMU's user and group; null where it is the caller.</summary>
    public (uint Uid, uint Gid)? Qemu { get; init; }
}

/// <summary>A NUMA cell.</summary>
/// <param name="Pages">Size in KiB, and how many there are.</param>
/// <param name="Distances">To each cell, in order of their numbers.</param>
public sealed record HostCell(
    int Id,
    ulong MemoryKiB,
    IReadOnlyList<(ulong SizeKiB, ulong Count)> Pages,
    IReadOnlyList<(int Cell, int Value)> Distances,
    IReadOnlyList<HostCpuPlace> Cpus);

/// <summary>Where a CPU stands; <paramref name="Siblings"/> are the threads of its core.</summary>
public sealed record HostCpuPlace(int Id, int Socket, int Die, int Cluster, int Core, string Siblings);

/// <summary>A cache that CPUs share; <paramref name="Type"/> is both, code or data.</summary>
public sealed record HostCacheBank(int Id, int Level, string Type, ulong SizeKiB, string Cpus);
