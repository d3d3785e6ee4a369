using VirshLite.DomainParser;

namespace VirshLite.Translator.Context;

/// <summary>
/// Whose rules are followed: a version of libvirt, and one named switch for each thing that versions do differently (versions.md). Versions are compared here
/// and nowhere else; a single switch can be set apart from the others with <c>with</c>.
/// </summary>
/// <param name="Version">From <see cref="Oldest"/> to <see cref="Newest"/>; see <see cref="Of(string)"/>.</param>
public sealed record Compatibility(LibvirtVersion Version)
{
    public static readonly LibvirtVersion Oldest = new(9, 0);

    public static readonly LibvirtVersion Newest = new(12, 8);

    /// <summary>The rules of libvirt 11.3.</summary>
    public static readonly Compatibility Default = new(new LibvirtVersion(11, 3));

    /// <summary>
    /// -m gives the size as a property and in KiB, <c>size=219136k</c>; before, a guest without memory hotplug had the bare number of MiB, <c>214</c>
    /// (versions.md 3).
    /// </summary>
    public bool MemorySizeIsProperty { get; init; } = Since(Version, 9, 1);

    /// <summary>
    /// ACPI is <c>acpi=on</c> or <c>off</c> of -machine where QEMU's machine types say whether they have it; before, off is -no-acpi (versions.md 3).
    /// </summary>
    public bool AcpiIsMachineProperty { get; init; } = Since(Version, 9, 1);

    /// <summary>A raw image has no format node where QEMU's block jobs can do without (versions.md 3).</summary>
    public bool RawImagesNeedNoFormatNode { get; init; } = Since(Version, 10, 0);

    /// <summary>An AMD IOMMU of a guest with more than 255 vCPUs gets intremap and xtsup (versions.md 2).</summary>
    public bool AmdIommuReachesAllVcpus { get; init; } = Since(Version, 12, 2);

    /// <summary>A virtio IOMMU takes aw_bits (versions.md 2).</summary>
    public bool VirtioIommuHasAddressWidth { get; init; } = Since(Version, 12, 1);

    /// <summary>-device of an IOMMU stands behind all controllers; before, in front of them (versions.md R12).</summary>
    public bool IommuFollowsControllers { get; init; } = Since(Version, 12, 8);

    /// <summary>A panic of model hyperv is <c>hv-crash=on</c>; before, the bare word (versions.md R6).</summary>
    public bool PanicIsSwitchedOn { get; init; } = Since(Version, 12, 8);

    /// <summary>A 9p filesystem is <c>readonly=on</c>; before, the bare word (versions.md R7).</summary>
    public bool ReadonlyFilesystemIsSwitchedOn { get; init; } = Since(Version, 12, 8);

    /// <summary>The 9p driver handle is refused (versions.md R11).</summary>
    public bool HandleFilesystemIsGone { get; init; } = Since(Version, 12, 2);

    /// <summary>Each throttle filter says <c>"discard":"unmap"</c> (versions.md R8).</summary>
    public bool ThrottleFilterDiscards { get; init; } = Since(Version, 12, 8);

    /// <summary>stimer of a new definition needs the timer hypervclock and synic (versions.md R9).</summary>
    public bool StimerNeedsClockAndSynic { get; init; } = Since(Version, 11, 9);

    /// <summary>tlbflush and ipi of a new definition need vpindex, evmcs needs vapic (versions.md R9).</summary>
    public bool EnlightenmentsNeedTheirBase { get; init; } = Since(Version, 11, 9);

    /// <summary>The nodemask of a memory device binds its memory, whatever numatune says (versions.md R16).</summary>
    public bool MemoryDeviceIsBoundToItsNodes { get; init; } = Since(Version, 12, 0);

    /// <summary>A NUMA cell without memory has no memory backend (versions.md R17).</summary>
    public bool EmptyNumaCellHasNoBackend { get; init; } = Since(Version, 12, 8);

    /// <summary>The stored XML names the device of a virtio video (versions.md R2).</summary>
    public bool VirtioVideoNamesItsDevice { get; init; } = Since(Version, 12, 5);

    /// <summary>3D acceleration of a video that is not virtio is let be (versions.md R18).</summary>
    public bool Acceleration3dIsLetBe { get; init; } = Since(Version, 12, 8);

    /// <summary>ports of a USB controller that is no xHCI are refused when a guest is defined; before, when it was started (versions.md R18).</summary>
    public bool UsbPortsAreCheckedAtDefinition { get; init; } = Since(Version, 12, 8);

    /// <summary>Several listens of one graphics device are refused when a guest is defined; before, when it was started (versions.md R18).</summary>
    public bool ListensAreCheckedAtDefinition { get; init; } = Since(Version, 12, 8);

    /// <summary>
    /// A VLAN of an interface that cannot have one is refused when a guest is defined; before, when it was started (versions.md R18). Networks and bridges say
    /// it at the start, as they always did.
    /// </summary>
    public bool VlanIsCheckedAtDefinition { get; init; } = Since(Version, 12, 8);

    /// <summary>An interface of passt may name the gateway of its default routes (versions.md 2).</summary>
    public bool PasstTakesGateway { get; init; } = Since(Version, 12, 2);

    /// <summary>A loader is the firmware of a descriptor where both names lead to one file; before, where they were the same (versions.md R4d).</summary>
    public bool FirmwareIsComparedByFile { get; init; } = Since(Version, 12, 8);

    /// <summary>A pflash image that the guest may write to has no NVRAM beside it (asked of 9.0 and 11.3).</summary>
    public bool WritableFirmwareHasNoNvram { get; init; } = Since(Version, 9, 2);

    /// <summary>A USB disk without an image is refused; before, a cdrom could be empty (asked of 9.0 and 11.3).</summary>
    public bool UsbDisksNeedMedia { get; init; } = Since(Version, 9, 1);

    /// <summary>virtiofs may be read-only (asked of 9.0 and 11.3).</summary>
    public bool VirtiofsMayBeReadonly { get; init; } = Since(Version, 11, 0);

    /// <summary>A guest may have several IOMMUs (asked of 11.3 and 12.8).</summary>
    public bool GuestMayHaveSeveralIommus { get; init; } = Since(Version, 11, 10);

    /// <summary>An NVMe controller takes queues and ioeventfd (asked of 12.8).</summary>
    public bool NvmeControllersHaveQueues { get; init; } = Since(Version, 12, 8);

    /// <summary>ppc64's POWER11 is written in capitals (versions.md R13).</summary>
    public bool Power11IsInCapitals { get; init; } = Since(Version, 11, 4);

    /// <summary>A USB disk's model is named, a cdrom's is usb-bot: a bus with a SCSI drive on it (versions.md R3).</summary>
    public bool UsbDisksNameTheirModel { get; init; } = Since(Version, 11, 5);

    /// <summary>There are NVMe controllers, made for disks on the bus nvme (versions.md 2).</summary>
    public bool HasNvmeControllers { get; init; } = Since(Version, 11, 5);

    /// <summary>microvm and isapc are known to have no PCI: no balloon, no USB, no IDE controller there (versions.md R14).</summary>
    public bool MachinesWithoutPciAreKnown { get; init; } = Since(Version, 12, 8);

    /// <summary>A SCSI controller without a model takes that of the first one that has one (versions.md R15).</summary>
    public bool ScsiControllersFollowTheFirst { get; init; } = Since(Version, 12, 8);

    /// <summary>virt of ARM and RISC-V: SCSI is virtio-scsi (versions.md 1).</summary>
    public bool VirtHasVirtioScsi { get; init; } = Since(Version, 11, 6);

    /// <summary>virt of 32-bit ARM and RISC-V: USB is qemu-xhci (versions.md 1).</summary>
    public bool VirtHasXhci { get; init; } = Since(Version, 11, 9);

    /// <summary>versatilepb's automatic USB is qemu-xhci, realview has none (versions.md 1).</summary>
    public bool OldBoardsHaveXhci { get; init; } = Since(Version, 12, 8);

    /// <summary>USB of 32-bit PowerPC is pci-ohci (versions.md 1).</summary>
    public bool PpcHasOhci { get; init; } = Since(Version, 12, 8);

    /// <summary>RISC-V guests get no balloon (versions.md 1).</summary>
    public bool RiscvHasNoBalloon { get; init; } = Since(Version, 12, 8);

    /// <summary>A USB controller of s390x without a model is none, with an address too (versions.md 1).</summary>
    public bool S390HasNoUsb { get; init; } = Since(Version, 12, 8);

    /// <summary>A firmware image in ROM is of format raw, in the XML too (versions.md R4a).</summary>
    public bool RomIsRaw { get; init; } = Since(Version, 12, 0);

    /// <summary>An NVRAM template without a format has the loader's (versions.md R4a).</summary>
    public bool NvramTemplateHasFormat { get; init; } = Since(Version, 12, 0);

    /// <summary>The format given for an NVRAM counts, whatever its template has (versions.md R4b).</summary>
    public bool NvramFormatIsHonoured { get; init; } = Since(Version, 12, 0);

    /// <summary>NVRAM and varstore are judged as one thing, ROM images have neither unless they say so (versions.md R4b and R4c).</summary>
    public bool VariableStorageIsOneThing { get; init; } = Since(Version, 12, 1);

    /// <summary>26 CPU models and 36 features that came after 11.3 are known (versions.md R5; asked of 12.8).</summary>
    public bool HasNewerCpus { get; init; } = Since(Version, 12, 8);

    /// <summary>The parts of VMX and 56 more CPU features that 9.0 does not know are known (versions.md 3; asked of 9.0 and 11.3).</summary>
    public bool KnowsVmxFeatures { get; init; } = Since(Version, 9, 1);

    /// <summary>domcapabilities tells the features of firmware, varstore, iommufd, consoles, s390-pv and tdx (versions.md 2).</summary>
    public bool DomainCapabilitiesTellMore { get; init; } = Since(Version, 12, 8);

    /// <summary>The features ht and cmp_legacy follow from the topology and are never written (versions.md R5).</summary>
    public bool HyperthreadingIsTheTopologys { get; init; } = Since(Version, 12, 8);

    /// <summary>domcapabilities sorts the features of host-model by name (versions.md 2).</summary>
    public bool HostFeaturesAreSorted { get; init; } = Since(Version, 12, 8);

    /// <summary>A Q35 guest has its chipset's watchdog (versions.md 3).</summary>
    public bool Q35HasItco { get; init; } = Since(Version, 9, 1);

    /// <summary>
    /// "cache" is the last of a storage node's common properties; before, it stood in front of auto-read-only (versions.md 3; between 9.1 and 11.3).
    /// </summary>
    public bool CacheComesLast { get; init; } = Since(Version, 10, 1);

    /// <summary>-smp and the topology have clusters (versions.md 3).</summary>
    public bool TopologyHasClusters { get; init; } = Since(Version, 10, 1);

    /// <summary>Sockets of channels lie below /run/libvirt; before, in the library directory (versions.md 3; between 9.1 and 11.3).</summary>
    public bool ChannelsLiveInRun { get; init; } = Since(Version, 9, 7);

    /// <summary>A SPICE socket is <c>unix=on</c>; before, the bare word (versions.md 3; between 9.1 and 11.3).</summary>
    public bool SpiceSocketIsSwitchedOn { get; init; } = Since(Version, 9, 1);

    /// <summary>
    /// A controller that nobody asked for stands where its type and index belong; before, behind all others (versions.md 3; between 9.1 and 11.3).
    /// </summary>
    public bool AutomaticControllersAreSortedIn { get; init; } = Since(Version, 9, 1);

    /// <summary>The firmware of firmware= is looked for when a guest is defined, and the XML says which; before, when it is started (versions.md 3).</summary>
    public bool FirmwareIsChosenAtDefinition { get; init; } = Since(Version, 9, 2);

    /// <summary>Features of a CPU that are read in ecx of leafs 1 and 0x80000001 are listed before those of edx; before, behind them (versions.md 3).</summary>
    public bool CpuFeaturesEcxFirst { get; init; } = Since(Version, 10, 10);

    /// <summary>A PC speaker plays through pcspk-audiodev; before, through -soundhw (versions.md 3).</summary>
    public bool SpeakerHasAudioDevice { get; init; } = Since(Version, 9, 1);

    /// <summary>isapc is given -usb where it has no USB controller (versions.md 3).</summary>
    public bool IsapcAsksForUsb { get; init; } = !Since(Version, 9, 1);

    /// <summary>The monitor is an object where QEMU has the type <c>monitor-qmp</c>; before, always -mon (versions.md R1).</summary>
    public bool MonitorIsObject { get; init; } = Since(Version, 12, 8);

    /// <summary>
    /// Whether a word or layout that came with a version such as <c>11.10</c> is part of these rules; the question that readers and writers of XML ask.
    /// </summary>
    public bool Knows(string version) =>
        LibvirtVersion.TryParse(version, out LibvirtVersion since)
            ? Since(Version, since.Major, since.Minor) : throw new ArgumentException($"'{version}' is no version", nameof(version));

    /// <summary>The rules of a version in words, <c>12.8</c> or <c>9.0.0-4+deb12u1</c>.</summary>
    /// <exception cref="DomainException">It is no version, or older or newer than those whose rules are known.</exception>
    public static Compatibility Of(string version)
    {
        if (!LibvirtVersion.TryParse(version, out LibvirtVersion parsed))
        {
            throw DomainException.Operation($"'{version}' is no version of libvirt; one looks like {Default.Version}");
        }

        return Covers(version)
            ? new Compatibility(parsed)
            : throw DomainException.Operation($"the rules of libvirt {parsed} are not known; those of {Oldest} to {Newest} are");
    }

    /// <summary>Whether the rules of a version are known.</summary>
    public static bool Covers(string version) =>
        LibvirtVersion.TryParse(version, out LibvirtVersion parsed) && Since(parsed, Oldest.Major, Oldest.Minor)
        && !Since(parsed, Newest.Major, Newest.Minor + 1);

    public override string ToString() => "libvirt " + Version;

    private static bool Since(LibvirtVersion version, int major, int minor) => (version.Major, version.Minor).CompareTo((major, minor)) >= 0;
}
