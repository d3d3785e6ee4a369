namespace VirshLite.DomainParser.Model;

/// <summary>
/// A libvirt domain: every element and attribute that the QEMU driver reads, typed. Lists keep libvirt's order, not always the document's
/// (completion.md 2.1). A value that the XML leaves out is null until completion fills it in.
/// </summary>
public sealed class Domain
{
    /// <summary>kvm, qemu or hvf; other types are refused.</summary>
    public DomainType Type { get; set; }

    /// <summary>The id attribute of live XML; null in definitions. Has no effect.</summary>
    public int? Id { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Null until completion makes one up.</summary>
    public Guid? Uuid { get; set; }

    /// <summary>&lt;hwuuid&gt;: what the guest reads as its hardware's UUID; null = the domain's own.</summary>
    public Guid? HardwareUuid { get; set; }

    /// <summary>&lt;iommufd enabled&gt;: host devices go through the host's iommufd unless one says otherwise; null where absent.</summary>
    public bool? IommuFd { get; set; }

    /// <summary>&lt;iommufd fdgroup&gt;: the descriptor that the caller opened.</summary>
    public string? IommuFdGroup { get; set; }

    /// <summary>&lt;genid/&gt; is there; its value may still be open.</summary>
    public bool HasGenId { get; set; }

    public Guid? GenId { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    /// <summary>The metadata element as it was written, ready to be put out again.</summary>
    public string? MetadataXml { get; set; }

    /// <summary>Hotplug ceiling in KiB; null where there is none.</summary>
    public ulong? MaxMemoryKiB { get; set; }

    public uint MemorySlots { get; set; }

    /// <summary>&lt;memory&gt; in KiB, memory devices included; null where absent.</summary>
    public ulong? MemoryKiB { get; set; }

    public bool? DumpCore { get; set; }

    /// <summary>&lt;currentMemory&gt; in KiB.</summary>
    public ulong? CurrentMemoryKiB { get; set; }

    public MemoryBacking? MemoryBacking { get; set; }

    public MemTune? MemTune { get; set; }

    public BlkioTune? BlkioTune { get; set; }

    public CpuTune? CpuTune { get; set; }

    public NumaTune? NumaTune { get; set; }

    public Resource? Resource { get; set; }

    public IoThreads? IoThreads { get; set; }

    public List<ThrottleGroup> ThrottleGroups { get; } = [];

    public List<Sysinfo> Sysinfos { get; } = [];

    public Os Os { get; set; } = new();

    public Features Features { get; set; } = new();

    public Cpu? Cpu { get; set; }

    public Clock Clock { get; set; } = new();

    public Lifecycle Lifecycle { get; set; } = new();

    public PowerManagement PowerManagement { get; set; } = new();

    public Perf? Perf { get; set; }

    public List<SecLabel> SecLabels { get; } = [];

    public KeyWrap? KeyWrap { get; set; }

    public LaunchSecurity? LaunchSecurity { get; set; }

    public QemuNamespace? QemuNamespace { get; set; }

    public Vcpus Vcpus { get; set; } = new();

    public IdMap? IdMap { get; set; }

    /// <summary>Absolute path of the QEMU binary; null until completion looks it up.</summary>
    public string? Emulator { get; set; }

    public List<Disk> Disks { get; } = [];

    public List<Controller> Controllers { get; } = [];

    public List<Lease> Leases { get; } = [];

    public List<Filesystem> Filesystems { get; } = [];

    public List<Interface> Interfaces { get; } = [];

    public List<Smartcard> Smartcards { get; } = [];

    public List<Serial> Serials { get; } = [];

    public List<Parallel> Parallels { get; } = [];

    public List<GuestConsole> Consoles { get; } = [];

    public List<Channel> Channels { get; } = [];

    public List<Input> Inputs { get; } = [];

    public List<Tpm> Tpms { get; } = [];

    public List<Graphics> Graphics { get; } = [];

    public List<Sound> Sounds { get; } = [];

    public List<Audio> Audios { get; } = [];

    public List<Video> Videos { get; } = [];

    public List<Hostdev> Hostdevs { get; } = [];

    public List<Redirdev> Redirdevs { get; } = [];

    public List<Hub> Hubs { get; } = [];

    public List<Watchdog> Watchdogs { get; } = [];

    public List<Rng> Rngs { get; } = [];

    public List<Panic> Panics { get; } = [];

    public List<Shmem> Shmems { get; } = [];

    public List<MemoryDevice> MemoryDevices { get; } = [];

    public List<Crypto> Cryptos { get; } = [];

    public RedirFilter? RedirFilter { get; set; }

    public Memballoon? Memballoon { get; set; }

    public Nvram? Nvram { get; set; }

    public List<Iommu> Iommus { get; } = [];

    public Vsock? Vsock { get; set; }

    public Pstore? Pstore { get; set; }
}

public enum DomainType
{
    Qemu,
    Kvm,
    Hvf,
}

public static class DomainTypeNames
{
    private static readonly EnumNames<DomainType> All = new("qemu", "kvm", "hvf");

    extension(DomainType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DomainType> Names => All;
    }
}
