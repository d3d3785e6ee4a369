using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Confinement;

/// <summary>RLIMIT_MEMLOCK of QEMU (startup.md 5; confinement.md 8.2).</summary>
internal static class LockedMemory
{
    private const ulong SpareForVfio = 1UL << 30;
    private const ulong TableKiB = 8192;
    private const ulong BridgeKiB = 4096;
    private const ulong WindowKiB = 2097152;

    /// <summary>
    /// Bytes, <see cref="ulong.MaxValue"/> = unlimited, null = as it is: the hard limit of the memory; all for locked memory; what the architecture needs to
    /// map the guest's memory for devices of the host.
    /// </summary>
    public static ulong? Of(Domain domain)
    {
        if (domain.MemTune?.HardLimitKiB is { } limit && limit < MemTune.UnlimitedKiB)
        {
            return limit * 1024;
        }

        if (domain.MemoryBacking is { Locked: true })
        {
            return ulong.MaxValue;
        }

        return domain is { Type: DomainType.Kvm, Os.Arch: "ppc64" or "ppc64le" } && IsPseries(domain) ? Pseries(domain) : ForDevices(domain);
    }

    private static bool IsPseries(Domain domain) =>
        domain.Os.Machine is { } machine && (machine == "pseries" || machine.StartsWith("pseries-", StringComparison.Ordinal));

    /// <summary>
    /// All of the guest's memory and 1 GiB: once for host devices (each for itself where the guest has an IOMMU), again for each NVMe disk and vdpa device.
    /// </summary>
    private static ulong? ForDevices(Domain domain)
    {
        ulong vfio = (ulong)domain.Hostdevs.Count(UsesVfio);
        ulong factor = (vfio > 0 ? domain.Iommus.Count == 0 ? 1 : vfio : 0) + NvmeDisks(domain) + Vdpa(domain);
        return factor == 0 ? null : (factor * (domain.MemoryKiB ?? 0) * 1024) + SpareForVfio;
    }

    /// <summary>The kernel counts the guest's page tables there, with devices or without, and the windows of each host bridge.</summary>
    private static ulong Pseries(Domain domain)
    {
        ulong bridges = Math.Max(1, (ulong)domain.Controllers.Count(c => c is { Type: ControllerType.Pci, Model: ControllerModel.PciRoot }));
        ulong memory = domain.MemoryKiB ?? 0;
        ulong most = Math.Max(domain.MaxMemoryKiB ?? 0, memory);
        ulong kiB = (most / 128) + (BridgeKiB * bridges) + TableKiB;
        if (domain.Hostdevs.Exists(UsesVfio) || NvmeDisks(domain) + Vdpa(domain) > 0)
        {
            kiB += Math.Max(WindowKiB * bridges, memory + (memory / 512 * bridges) + TableKiB);
        }

        return kiB * 1024;
    }

    private static bool UsesVfio(Hostdev hostdev) => hostdev.Source is PciHostdevSource or MdevHostdevSource { Model: MdevModel.VfioPci };

    private static ulong NvmeDisks(Domain domain) => (ulong)domain.Disks.Count(d => d.Source.Type == StorageType.Nvme);

    private static ulong Vdpa(Domain domain) =>
        (ulong)(domain.Disks.Count(d => d.Source.Type == StorageType.VhostVdpa) + domain.Interfaces.Count(i => i.ActualType == InterfaceType.Vdpa));
}
