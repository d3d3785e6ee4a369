using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Context;

/// <summary>
/// What is true of the host, asked for by the translation and answered by Runner (live), by the conformance runner (the pretended host) or by a test. The
/// translator itself opens no file and reads no clock: same answers, same plan. Members have the answer of an empty host as default, so that a test states only
/// what it needs.
/// </summary>
public interface IHostFacts
{
    /// <summary>libvirt's name of the host's architecture.</summary>
    string Architecture => "x86_64";

    /// <summary>The host's own CPU; null where it cannot be told (cpu.md 3: it counts on x86 and ppc64 only).</summary>
    HostCpu? Cpu => null;

    /// <summary>The width of the host CPU's physical addresses in bits; 0 = unknown. For reports.</summary>
    uint PhysicalAddressBits => 0;

    /// <summary>The most vCPUs that KVM gives a guest; 0 = unknown. For reports.</summary>
    uint MaxKvmVcpus => 0;

    /// <summary>A variable of the caller's environment.</summary>
    string? EnvironmentVariable(string name) => null;

    /// <summary>Absolute path of a program on PATH (or given absolute); null where there is none.</summary>
    string? FindProgram(string name) => null;

    /// <summary>Seconds since the epoch.</summary>
    long NowSeconds => 0;

    /// <summary>Seconds east of UTC.</summary>
    int TimeZoneOffsetSeconds => 0;

    /// <summary>Random bytes: UUIDs, MAC addresses, initialisation vectors.</summary>
    void Random(Span<byte> buffer) => buffer.Clear();

    /// <summary>The guest's 32-byte master key (fixed for one plan).</summary>
    byte[] MasterKey => new byte[32];

    /// <summary>hugetlbfs mounts; the one with the default page size first.</summary>
    IReadOnlyList<HugepageMount> HugepageMounts => [];

    /// <summary>The size of a transparent huge page.</summary>
    ulong TransparentHugePageKiB => 2048;

    /// <summary>Ids of the host's NUMA nodes that are there.</summary>
    IReadOnlyList<uint> NumaNodes => [0];

    /// <summary>CPU ids of a NUMA node; empty where unknown.</summary>
    IReadOnlyList<uint> CpusOfNode(uint node) => [];

    /// <summary>The nodes that numad advises for automatic placement; null: no advice can be had.</summary>
    IReadOnlyList<uint>? AutomaticNodes(uint vcpus, ulong memoryMiB) => null;

    /// <summary>The CPUs that go with <see cref="AutomaticNodes"/>; null: those of the nodes.</summary>
    IReadOnlyList<uint>? AutomaticCpus(uint vcpus, ulong memoryMiB) => null;

    /// <summary>The host's own SMBIOS strings, for &lt;smbios mode='host'&gt;; null where they cannot be read.</summary>
    DomainParser.Model.Sysinfo? Smbios => null;

    /// <summary>Firmware descriptors, lowest directory first, as (directory rank, file name, text); an empty text masks its namesakes.</summary>
    IReadOnlyList<DescriptorFile> FirmwareDescriptors => [];

    /// <summary>The file that a name leads to, through all its links; the name itself where nobody knows.</summary>
    string RealPath(string path) => path;

    /// <summary>vhost-user descriptors in the same form.</summary>
    IReadOnlyList<DescriptorFile> VhostUserDescriptors => [];

    /// <summary>The first DRM render node; null where there is none.</summary>
    string? RenderNode => null;

    /// <summary>The value of a libvirt secret; null where there is none of that uuid.</summary>
    byte[]? SecretValue(Guid uuid) => null;

    /// <summary>
    /// The address that a libvirt network gives its host (its first ip, or that of its bridge or device); null where it is unknown or has none.
    /// </summary>
    string? NetworkAddress(string network) => null;

    /// <summary>
    /// Why this process cannot open a device node for reading and writing, in the system's words (<c>No such file or directory</c>); null where it can.
    /// </summary>
    string? ReasonNotToOpen(string devicePath) => null;

    /// <summary>A TCP port of that range that is free on all addresses and not among <paramref name="taken"/>; null where there is none.</summary>
    int? FindFreePort(uint minimum, uint maximum, IReadOnlyCollection<int> taken) => null;

    /// <summary>A vsock context id that no guest has, from 3 upward.</summary>
    uint FindFreeVsockCid() => 3;

    /// <summary>The TPM versions that the installed swtpm can do (<c>1.2</c>, <c>2.0</c>); empty where it is not installed.</summary>
    IReadOnlyList<string> SwtpmVersions => [];

    /// <summary>Where the control socket of swtpm is, if somebody else has put it; null = its usual place.</summary>
    string? SwtpmSocket => null;

    /// <summary>What a vhost-user program says with <c>--print-capabilities</c>: its features; null where it cannot be run.</summary>
    IReadOnlyList<string>? VhostUserFeatures(string program) => null;

    /// <summary>The value of the secret that is registered for a usage of that type (volume, ceph, iscsi, tls); null where there is none.</summary>
    byte[]? SecretValue(string usageType, string usage) => null;

    /// <summary>A storage pool; null where the host knows none of that name.</summary>
    HostStoragePool? StoragePool(string name) => null;

    /// <summary>A volume of an active pool; null where there is none of that name.</summary>
    HostStorageVolume? StorageVolume(string pool, string volume) => null;

    /// <summary>Whether a path is a CD-ROM drive of the host.</summary>
    bool IsCdromDrive(string path) => false;

    /// <summary>What is at a path, links followed.</summary>
    HostPathKind KindOf(string path) => HostPathKind.Missing;

    /// <summary>The first bytes of a file or block device, at most <paramref name="count"/>.</summary>
    /// <exception cref="DomainParser.DomainException">It cannot be read.</exception>
    byte[] ReadStart(string path, int count) => [];

    /// <summary>Bytes in a file; 0 where it is none.</summary>
    ulong LengthOf(string path) => 0;

    /// <summary>Name (<c>sg0</c>) of the SCSI generic device behind a host adapter's address; null where there is none.</summary>
    string? ScsiGenericName(string adapter, uint bus, uint target, ulong unit) => null;

    /// <summary>The host's USB devices.</summary>
    IReadOnlyList<HostUsbDevice> UsbDevices => [];

    /// <summary>What the installed nbdkit can do (<c>plugin_curl</c>, <c>plugin_ssh</c> …); null where it is not installed.</summary>
    IReadOnlyList<string>? NbdkitCapabilities => null;

    /// <summary>The number of a user of the host; null where there is none of that name.</summary>
    uint? UserId(string name) => null;

    uint? GroupId(string name) => null;

    /// <summary>A PCI device of the host; null where there is none at that address.</summary>
    HostPciDevice? PciDevice(PciAddress address) => null;

    /// <summary>Addresses of the host's PCI devices.</summary>
    IReadOnlyList<PciAddress> PciDevices => [];

    /// <summary>The IOMMU group of a mediated device; null where there is no such device.</summary>
    uint? MediatedDeviceGroup(Guid uuid) => null;

    /// <summary>Names of the host's network devices, bridges among them; null where they are not known.</summary>
    IReadOnlyList<string>? NetworkDevices => null;

    /// <summary>Whether <see cref="KindOf"/> knows of every file; a recorded host knows of a few only.</summary>
    bool KnowsFiles => true;

    /// <summary>Whether the host's PCI, USB, SCSI and mediated devices are known.</summary>
    bool KnowsDevices => true;

    /// <summary>The libvirt network of that name; null where there is none.</summary>
    HostNetwork? Network(string name) => null;
}

/// <summary>A storage pool of the host. <paramref name="Type"/> is the word of its XML (dir, logical, iscsi …); the rest counts for iSCSI pools.</summary>
public sealed record HostStoragePool(string Type, bool IsActive)
{
    /// <summary>Name and port (0 = none) of the pool's source hosts.</summary>
    public IReadOnlyList<(string Name, uint Port)> Hosts { get; init; } = [];

    /// <summary>The target's iqn.</summary>
    public string? DevicePath { get; init; }

    public string? AuthUsername { get; init; }

    public DomainParser.Model.SecretReference? AuthSecret { get; init; }

    public string? InitiatorIqn { get; init; }
}

/// <summary>A volume of a pool. <paramref name="Type"/> is libvirt's word: file, block, dir, network, netdir, ploop.</summary>
public sealed record HostStorageVolume(string Type, string Path);

/// <summary>What stands at a path of the host, symbolic links followed.</summary>
public enum HostPathKind
{
    Missing,
    File,
    Block,
    Directory,
    Other,
}

/// <summary>A USB device of the host: where it is plugged in now, and what it is (both numbers as lsusb shows them in hexadecimal).</summary>
/// <param name="Port">The ports from the bus to it, <c>2.1</c>; null for a bus's own hub, and where nobody knows.</param>
public sealed record HostUsbDevice(uint Bus, uint Device, uint Vendor, uint Product, string? Port = null);

/// <summary>A hugetlbfs mount and its page size in KiB.</summary>
public sealed record HugepageMount(string Path, ulong PageSizeKiB);

/// <summary>A JSON descriptor; <paramref name="Rank"/> grows with the directory's priority.</summary>
public sealed record DescriptorFile(int Rank, string Name, string Text);

/// <summary>A PCI device of the host: conventional or PCI Express, and its IOMMU group (null where it has none).</summary>
public sealed record HostPciDevice(bool IsConventional, uint? IommuGroup);

/// <summary>A libvirt network of the host and who uses the devices of its pool.</summary>
public sealed record HostNetwork(VirtualNetwork Definition, bool IsActive)
{
    /// <summary>
    /// The pool of a macvtap network with its number of users, in order; a physical function already taken apart. Null: the definition's devices, unused.
    /// </summary>
    public IReadOnlyList<(string Device, int Users)>? Devices { get; init; }

    /// <summary>The virtual functions of a hostdev network that nobody uses, in order. Null: all that the definition names.</summary>
    public IReadOnlyList<PciAddress>? FreeFunctions { get; init; }

    /// <summary>A port that was allocated beforehand: it is taken as it is.</summary>
    public InterfaceResolution? Port { get; init; }
}
