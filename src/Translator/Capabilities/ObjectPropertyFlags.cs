namespace VirshLite.Translator.Capabilities;

/// <summary>
/// Flags that stand for a property of a QOM object type or a machine type (capabilities.md 1.2b, 1.2c and 2, sources "O" and "M").
/// </summary>
internal static class ObjectPropertyFlags
{
    /// <summary>The object types in the order in which they are asked.</summary>
    public static readonly DeviceProbe[] Objects =
    [
        new("memory-backend-file", null,
        [
            new("x-use-canonical-path-for-ramblock-id", Flags.MemoryBackendFileXUseCanonicalPathForRamblockId),
            new("reserve", Flags.MemoryBackendFileReserve),
            new("prealloc-threads", Flags.MemoryBackendFilePreallocThreads),
            new("pmem", Flags.MemoryBackendFilePmem),
        ]),
        new("memory-backend-memfd", Flags.MemoryBackendMemfd,
        [
            new("hugetlb", Flags.MemoryBackendMemfdHugetlb),
        ]),
        new("max-x86_64-cpu", Flags.X86MaxCpu,
        [
            new("migratable", Flags.CpuMigratable),
            new("unavailable-features", Flags.CpuUnavailableFeatures),
            new("kvm-no-adjvtime", Flags.CpuKvmNoAdjvtime),
        ]),
        new("max-arm-cpu", Flags.ArmMaxCpu,
        [
            new("migratable", Flags.CpuMigratable),
            new("unavailable-features", Flags.CpuUnavailableFeatures),
            new("kvm-no-adjvtime", Flags.CpuKvmNoAdjvtime),
        ]),
    ];

    /// <summary>The machines by the short names that aliases lead to, in the order in which they are asked.</summary>
    public static readonly (string Machine, PropertyFlag[] Flags)[] Machines =
    [
        ("pseries", []),
        ("virt", [new("ras", Flags.MachineVirtRas), new("aia", Flags.MachineVirtAia), new("iommu", Flags.MachineVirtIommu)]),
        ("none", [new("shim", Flags.Shim), new("confidential-guest-support", Flags.ConfidentialGuestSupport)]),
        ("generic-pc", [new("i8042", Flags.MachineI8042Opt)]),
    ];
}
