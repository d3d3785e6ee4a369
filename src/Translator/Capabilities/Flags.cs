namespace VirshLite.Translator.Capabilities;

/// <summary>
/// The names of the facts about a QEMU that decide what its command line looks like and what is refused (capabilities.md 2).
/// The words are libvirt's, so that they can be held against its cache files and used in <c>qemu:capabilities</c>.
/// How each one is found out stands in <see cref="TypeFlags"/> and its neighbours.
/// </summary>
public static class Flags
{
    // Argument syntax (2.4)
    public const string DeviceJsonHotplug = "device.json+hotplug";
    public const string NetdevJson = "netdev.json";
    public const string ChardevJson = "chardev.json";

    // Accelerators, machine, firmware, security, generic options (2.5)
    public const string Kvm = "kvm";
    public const string Hvf = "hvf";
    public const string Tcg = "tcg";
    public const string MachineVmportOpt = "machine-vmport-opt";
    public const string I8042 = "i8042";
    public const string MachineI8042Opt = "machine-i8042-opt";
    public const string MachineHpet = "machine-hpet";
    public const string KvmPitLostTickPolicy = "kvm-pit-lost-tick-policy";
    public const string Vmcoreinfo = "vmcoreinfo";
    public const string Vmgenid = "vmgenid";
    public const string SetAction = "set-action";
    public const string RunWithAsyncTeardown = "run-with.async-teardown";
    public const string SeccompSandbox = "seccomp-sandbox";
    public const string MchExtendedTsegMbytes = "mch.extended-tseg-mbytes";
    public const string Shim = "shim";
    public const string ConfidentialGuestSupport = "confidential-guest-support";
    public const string SevGuest = "sev-guest";
    public const string SevSnpGuest = "sev-snp-guest";
    public const string SevGuestKernelHashes = "sev-guest-kernel-hashes";
    public const string S390PvGuest = "s390-pv-guest";
    public const string MachineVirtRas = "machine.virt.ras";
    public const string MachineVirtAia = "machine.virt.aia";
    public const string MachineVirtIommu = "machine.virt.iommu";
    public const string DbusVmstate = "dbus-vmstate";
    public const string VirtioCcwLoadparm = "virtio-ccw.loadparm";

    // CPU and vCPU topology (2.6)
    public const string QueryCpuDefinitions = "query-cpu-definitions";
    public const string QueryCpuModelExpansion = "query-cpu-model-expansion";
    public const string QueryCpuModelExpansionDeprecatedProps = "query-cpu-model-expansion.deprecated-props";
    public const string CpuMax = "cpu-max";
    public const string CpuMigratable = "cpu.migratable";
    public const string CpuUnavailableFeatures = "cpu-unavailable-features";
    public const string CanonicalCpuFeatures = "canonical-cpu-features";
    public const string CpuKvmNoAdjvtime = "cpu.kvm-no-adjvtime";
    public const string SmpDies = "smp-dies";
    public const string SmpClusters = "smp-clusters";
    public const string NumaHmat = "numa.hmat";
    public const string X86MaxCpu = "x86-max-cpu";
    public const string ArmMaxCpu = "arm-max-cpu";

    // Memory (2.7)
    public const string MemoryBackendMemfd = "memory-backend-memfd";
    public const string MemoryBackendMemfdHugetlb = "memory-backend-memfd.hugetlb";
    public const string MemoryBackendFileXUseCanonicalPathForRamblockId = "memory-backend-file.x-use-canonical-path-for-ramblock-id";
    public const string MemoryBackendFileReserve = "memory-backend-file.reserve";
    public const string MemoryBackendFilePreallocThreads = "memory-backend-file.prealloc-threads";
    public const string MemoryBackendFilePmem = "memory-backend-file.pmem";
    public const string ThreadContext = "thread-context";
    public const string PcDimm = "pc-dimm";
    public const string Nvdimm = "nvdimm";
    public const string NvdimmUnarmed = "nvdimm.unarmed";
    public const string VirtioPmemPci = "virtio-pmem-pci";
    public const string VirtioMemPci = "virtio-mem-pci";
    public const string VirtioMemCcw = "virtio-mem-ccw";
    public const string VirtioMemPciPrealloc = "virtio-mem-pci.prealloc";
    public const string VirtioMemPciDynamicMemslots = "virtio-mem-pci.dynamic-memslots";
    public const string SgxEpc = "sgx-epc";
    public const string IvshmemPlain = "ivshmem-plain";
    public const string IvshmemDoorbell = "ivshmem-doorbell";
    public const string IothreadThreadPoolMax = "iothread.thread-pool-max";
    public const string VirtioBalloonPciDeflateOnOom = "virtio-balloon-pci.deflate-on-oom";
    public const string VirtioBalloonFreePageReporting = "virtio-balloon.free-page-reporting";

    // Storage (2.8)
    public const string VirtioBlkPciScsi = "virtio-blk-pci.scsi";
    public const string VirtioBlkPciScsiDefaultDisabled = "virtio-blk-pci.scsi.default.disabled";
    public const string VirtioBlkQueueSize = "virtio-blk.queue-size";
    public const string VirtioBlkIothreadMapping = "virtio-blk.iothread-mapping";
    public const string VirtioScsiIothreadMapping = "virtio-scsi.iothread-mapping";
    public const string VhostUserBlk = "vhost-user-blk";
    public const string VirtioBlkVhostVdpa = "virtio-blk-vhost-vdpa";
    public const string DriveNvme = "drive-nvme";
    public const string AioIoUring = "aio.io_uring";
    public const string Qcow2DiscardNoUnref = "qcow2-discard-no-unref";
    public const string RbdEncryption = "rbd-encryption";
    public const string RbdEncryptionLayering = "rbd-encryption-layering";
    public const string RbdEncryptionLuksAny = "rbd-encryption-luks-any";
    public const string BlockdevNbdTlsHostname = "blockdev.nbd.tls-hostname";
    public const string NbdTls = "nbd-tls";
    public const string PrManagerHelper = "pr-manager-helper";
    public const string ScsiBlock = "scsi-block";
    public const string ScsiDiskChannel = "scsi-disk.channel";
    public const string RotationRate = "rotation-rate";
    public const string UsbStorage = "usb-storage";
    public const string Lsi = "lsi";
    public const string VirtioScsiPci = "virtio-scsi-pci";
    public const string Mptsas1068 = "mptsas1068";
    public const string Megasas = "megasas";
    public const string Pvscsi = "pvscsi";
    public const string Ncr53c90 = "ncr53c90";
    public const string Dc390 = "dc390";
    public const string Am53c974 = "am53c974";
    public const string Ich9Ahci = "ich9-ahci";

    // Network (2.9)
    public const string Rtl8139 = "rtl8139";
    public const string E1000 = "e1000";
    public const string VirtioNet = "virtio-net";
    public const string VirtioNetRss = "virtio-net.rss";
    public const string NetdevUser = "netdev.user";
    public const string NetdevStream = "netdev.stream";
    public const string NetdevStreamReconnect = "netdev.stream.reconnect";
    public const string NetdevStreamReconnectMiliseconds = "netdev-stream-reconnect-miliseconds";
    public const string NetdevVhostVdpa = "netdev.vhost-vdpa";

    // Character devices (2.10)
    public const string ChardevReconnectMiliseconds = "chardev-reconnect-miliseconds";
    public const string ChardevQemuVdagent = "chardev.qemu-vdagent";
    public const string IsaSerial = "isa-serial";
    public const string UsbSerial = "usb-serial";
    public const string PciSerial = "pci-serial";
    public const string SpaprVty = "spapr-vty";
    public const string Sclplmconsole = "sclplmconsole";
    public const string Pl011 = "pl011";
    public const string S390Sclp = "s390-sclp";

    // Display and video (2.11)
    public const string Sdl = "sdl";
    public const string Vnc = "vnc";
    public const string Spice = "spice";
    public const string EglHeadless = "egl-headless";
    public const string DisplayDbus = "display-dbus";
    public const string SpiceGl = "spice-gl";
    public const string SpiceRendernode = "spice-rendernode";
    public const string EglHeadlessRendernode = "egl-headless.rendernode";
    public const string VncPowerControl = "vnc-power-control";
    public const string Vga = "VGA";
    public const string CirrusVga = "cirrus-vga";
    public const string VmwareSvga = "vmware-svga";
    public const string Qxl = "qxl";
    public const string VirtioGpu = "virtio-gpu";
    public const string BochsDisplay = "bochs-display";
    public const string Ramfb = "ramfb";
    public const string VirtioVga = "virtio-vga";
    public const string VhostUserGpu = "vhost-user-gpu";
    public const string VhostUserVga = "vhost-user-vga";
    public const string VirtioVgaGl = "virtio-vga-gl";
    public const string VirtioGpuGlPci = "virtio-gpu-gl-pci";
    public const string VirtioGpuVirgl = "virtio-gpu.virgl";
    public const string VirtioGpuBlob = "virtio-gpu.blob";
    public const string VgaVgamemMb = "VGA.vgamem_mb";
    public const string VmwareSvgaVgamemMb = "vmware-svga.vgamem_mb";
    public const string QxlVgamemMb = "qxl.vgamem_mb";
    public const string QxlVram64SizeMb = "qxl.vram64_size_mb";

    // USB, input, smartcard (2.12)
    public const string Piix3UsbUhci = "piix3-usb-uhci";
    public const string Piix4UsbUhci = "piix4-usb-uhci";
    public const string UsbEhci = "usb-ehci";
    public const string Ich9UsbEhci1 = "ich9-usb-ehci1";
    public const string PciOhci = "pci-ohci";
    public const string NecUsbXhci = "nec-usb-xhci";
    public const string Vt82c686bUsbUhci = "vt82c686b-usb-uhci";
    public const string QemuXhci = "qemu-xhci";
    public const string UsbRedir = "usb-redir";
    public const string UsbRedirFilter = "usb-redir.filter";
    public const string UsbHub = "usb-hub";
    public const string UsbHostHostdevice = "usb-host.hostdevice";
    public const string UsbHostGuestResetsAll = "usb-host.guest-resets-all";
    public const string UsbKbd = "usb-kbd";
    public const string UsbMtp = "usb-mtp";
    public const string UsbAudio = "usb-audio";
    public const string CcidEmulated = "ccid-emulated";
    public const string CcidPassthru = "ccid-passthru";
    public const string VirtioKeyboard = "virtio-keyboard";
    public const string VirtioMouse = "virtio-mouse";
    public const string VirtioTablet = "virtio-tablet";
    public const string VirtioKeyboardCcw = "virtio-keyboard-ccw";
    public const string VirtioMouseCcw = "virtio-mouse-ccw";
    public const string VirtioTabletCcw = "virtio-tablet-ccw";
    public const string VirtioInputHost = "virtio-input-host";
    public const string InputLinux = "input-linux";

    // PCI and addresses (2.13)
    public const string PciBridge = "pci-bridge";
    public const string DmiToPciBridge = "dmi-to-pci-bridge";
    public const string Ioh3420 = "ioh3420";
    public const string X3130Upstream = "x3130-upstream";
    public const string Xio3130Downstream = "xio3130-downstream";
    public const string Pxb = "pxb";
    public const string PxbPcie = "pxb-pcie";
    public const string PciePciBridge = "pcie-pci-bridge";
    public const string SpaprPciHostBridge = "spapr-pci-host-bridge";
    public const string PcieRootPort = "pcie-root-port";
    public const string VirtioMmio = "virtio-mmio";
    public const string PcieRootPortHotplug = "pcie-root-port.hotplug";
    public const string Piix4AcpiRootPciHotplug = "piix4.acpi-root-pci-hotplug";
    public const string SpaprPciHostBridgeNumaNode = "spapr-pci-host-bridge.numa_node";
    public const string VirtioPciNonTransitional = "virtio-pci-non-transitional";
    public const string AcpiIndex = "acpi-index";
    public const string Zpci = "zpci";
    public const string VfioCcw = "vfio-ccw";

    // Other devices (2.14)
    public const string VfioPci = "vfio-pci";
    public const string VfioAp = "vfio-ap";
    public const string VhostScsi = "vhost-scsi";
    public const string VhostVsock = "vhost-vsock";
    public const string VhostUserFs = "vhost-user-fs";
    public const string VhostUserFsBootindex = "vhost-user-fs.bootindex";
    public const string FsdevMultidevs = "fsdev.multidevs";
    public const string VirtioRng = "virtio-rng";
    public const string RngRandom = "rng-random";
    public const string RngEgd = "rng-egd";
    public const string RngBuiltin = "rng-builtin";
    public const string TpmTis = "tpm-tis";
    public const string TpmCrb = "tpm-crb";
    public const string TpmSpapr = "tpm-spapr";
    public const string SpaprTpmProxy = "spapr-tpm-proxy";
    public const string TpmPassthrough = "tpm-passthrough";
    public const string TpmEmulator = "tpm-emulator";
    public const string Pvpanic = "pvpanic";
    public const string PvpanicPci = "pvpanic-pci";
    public const string VirtioCrypto = "virtio-crypto";
    public const string CryptodevBackendLkcf = "cryptodev-backend-lkcf";
    public const string AcpiErst = "acpi-erst";
    public const string Nvram = "nvram";
    public const string Ich9IntelHda = "ich9-intel-hda";
    public const string HdaDuplex = "hda-duplex";
    public const string HdaMicro = "hda-micro";
    public const string HdaOutput = "hda-output";
    public const string VirtioSound = "virtio-sound";
    public const string IntelIommu = "intel-iommu";
    public const string IntelIommuIntremap = "intel-iommu.intremap";
    public const string IntelIommuCachingMode = "intel-iommu.caching-mode";
    public const string IntelIommuEim = "intel-iommu.eim";
    public const string IntelIommuDeviceIotlb = "intel-iommu.device-iotlb";
    public const string IntelIommuAwBits = "intel-iommu.aw-bits";
    public const string IntelIommuDmaTranslation = "intel-iommu.dma-translation";
    public const string VirtioIommuPci = "virtio-iommu-pci";
    public const string VirtioIommuBootBypass = "virtio-iommu.boot-bypass";

    // No influence on completion, validation or arguments: the running guest's monitor, or the probe itself (2.16)
    public const string RtcResetReinjection = "rtc-reset-reinjection";
    public const string QueryCpuModelBaseline = "query-cpu-model-baseline";
    public const string QueryCpuModelComparison = "query-cpu-model-comparison";
    public const string QueryDirtyRate = "query-dirty-rate";
    public const string CalcDirtyRate = "calc-dirty-rate";
    public const string QueryStats = "query-stats";
    public const string QueryStatsSchemas = "query-stats-schemas";
    public const string SevInjectLaunchSecret = "sev-inject-launch-secret";
    public const string BlockdevSetActive = "blockdev-set-active";
    public const string DirtyrateParamMode = "dirtyrate-param.mode";
    public const string ScreendumpDevice = "screendump_device";
    public const string ScreenshotFormatPng = "screenshot-format-png";
    public const string MigrationBlockedReasons = "migration.blocked-reasons";
    public const string MigrationFileDropCache = "migration-file-drop-cache";
    public const string MigrateIncomingExitOnError = "migrate-incoming.exit-on-error";
    public const string BlockjobBackingMaskProtocol = "blockjob.backing-mask-protocol";
    public const string MigrateRdma = "migrate-rdma";
    public const string ChardevReconnect = "chardev-reconnect";
    public const string DisplayReload = "display-reload";
    public const string VirtioCcw = "virtio-ccw";
    public const string VirtioGpuCcw = "virtio-gpu-ccw";
    public const string Mch = "mch";
    public const string MonitorQmpObject = "monitor-qmp";
    public const string Nvme = "nvme";
    public const string NvmeNamespace = "nvme-ns";
    public const string AmdIommu = "amd-iommu";
    public const string AmdIommuPciId = "amd-iommu.pci-id";
    public const string IommuFd = "iommufd";
    public const string AcpiGenericInitiator = "acpi-generic-initiator";
    public const string UefiVarsX64 = "uefi-vars-x64";
    public const string UsbBot = "usb-bot";
    public const string ScsiBlockMigratePr = "scsi-block.migrate-pr";
    public const string ScsiDiskDpofua = "scsi-hd.dpofua";
    public const string VirtioIommuAwBits = "virtio-iommu.aw-bits";
    public const string VirtioIommuGranule = "virtio-iommu.granule";

    /// <summary>Every name above, sorted ordinally.</summary>
    public static IReadOnlyList<string> All => Sorted;

    /// <summary>Whether a name is one of the above.</summary>
    public static bool IsKnown(string flag) => Array.BinarySearch(Sorted, flag, StringComparer.Ordinal) >= 0;

    private static readonly string[] Sorted = Sort(
    [
        DeviceJsonHotplug, NetdevJson, ChardevJson, Kvm, Hvf, Tcg, MachineVmportOpt, I8042, MachineI8042Opt, MachineHpet, KvmPitLostTickPolicy,
        Vmcoreinfo, Vmgenid, SetAction, RunWithAsyncTeardown, SeccompSandbox, MchExtendedTsegMbytes, Shim, ConfidentialGuestSupport, SevGuest,
        SevSnpGuest, SevGuestKernelHashes, S390PvGuest, MachineVirtRas, MachineVirtAia, MachineVirtIommu, DbusVmstate, VirtioCcwLoadparm,
        QueryCpuDefinitions, QueryCpuModelExpansion, QueryCpuModelExpansionDeprecatedProps, CpuMax, CpuMigratable, CpuUnavailableFeatures,
        CanonicalCpuFeatures, CpuKvmNoAdjvtime, SmpDies, SmpClusters, NumaHmat, X86MaxCpu, ArmMaxCpu, MemoryBackendMemfd, MemoryBackendMemfdHugetlb,
        MemoryBackendFileXUseCanonicalPathForRamblockId, MemoryBackendFileReserve, MemoryBackendFilePreallocThreads, MemoryBackendFilePmem,
        ThreadContext, PcDimm, Nvdimm, NvdimmUnarmed, VirtioPmemPci, VirtioMemPci, VirtioMemCcw, VirtioMemPciPrealloc, VirtioMemPciDynamicMemslots,
        SgxEpc, IvshmemPlain, IvshmemDoorbell, IothreadThreadPoolMax, VirtioBalloonPciDeflateOnOom, VirtioBalloonFreePageReporting, VirtioBlkPciScsi,
        VirtioBlkPciScsiDefaultDisabled, VirtioBlkQueueSize, VirtioBlkIothreadMapping, VirtioScsiIothreadMapping, VhostUserBlk, VirtioBlkVhostVdpa,
        DriveNvme, AioIoUring, Qcow2DiscardNoUnref, RbdEncryption, RbdEncryptionLayering, RbdEncryptionLuksAny, BlockdevNbdTlsHostname, NbdTls,
        PrManagerHelper, ScsiBlock, ScsiDiskChannel, RotationRate, UsbStorage, Lsi, VirtioScsiPci, Mptsas1068, Megasas, Pvscsi, Ncr53c90, Dc390,
        Am53c974, Ich9Ahci, Rtl8139, E1000, VirtioNet, VirtioNetRss, NetdevUser, NetdevStream, NetdevStreamReconnect,
        NetdevStreamReconnectMiliseconds, NetdevVhostVdpa, ChardevReconnectMiliseconds, ChardevQemuVdagent, IsaSerial, UsbSerial, PciSerial, SpaprVty,
        Sclplmconsole, Pl011, S390Sclp, Sdl, Vnc, Spice, EglHeadless, DisplayDbus, SpiceGl, SpiceRendernode, EglHeadlessRendernode, VncPowerControl,
        Vga, CirrusVga, VmwareSvga, Qxl, VirtioGpu, BochsDisplay, Ramfb, VirtioVga, VhostUserGpu, VhostUserVga, VirtioVgaGl, VirtioGpuGlPci,
        VirtioGpuVirgl, VirtioGpuBlob, VgaVgamemMb, VmwareSvgaVgamemMb, QxlVgamemMb, QxlVram64SizeMb, Piix3UsbUhci, Piix4UsbUhci, UsbEhci,
        Ich9UsbEhci1, PciOhci, NecUsbXhci, Vt82c686bUsbUhci, QemuXhci, UsbRedir, UsbRedirFilter, UsbHub, UsbHostHostdevice, UsbHostGuestResetsAll,
        UsbKbd, UsbMtp, UsbAudio, CcidEmulated, CcidPassthru, VirtioKeyboard, VirtioMouse, VirtioTablet, VirtioKeyboardCcw, VirtioMouseCcw,
        VirtioTabletCcw, VirtioInputHost, InputLinux, PciBridge, DmiToPciBridge, Ioh3420, X3130Upstream, Xio3130Downstream, Pxb, PxbPcie,
        PciePciBridge, SpaprPciHostBridge, PcieRootPort, VirtioMmio, PcieRootPortHotplug, Piix4AcpiRootPciHotplug, SpaprPciHostBridgeNumaNode,
        VirtioPciNonTransitional, AcpiIndex, Zpci, VfioCcw, VfioPci, VfioAp, VhostScsi, VhostVsock, VhostUserFs, VhostUserFsBootindex, FsdevMultidevs,
        VirtioRng, RngRandom, RngEgd, RngBuiltin, TpmTis, TpmCrb, TpmSpapr, SpaprTpmProxy, TpmPassthrough, TpmEmulator, Pvpanic, PvpanicPci,
        VirtioCrypto, CryptodevBackendLkcf, AcpiErst, Nvram, Ich9IntelHda, HdaDuplex, HdaMicro, HdaOutput, VirtioSound, IntelIommu,
        IntelIommuIntremap, IntelIommuCachingMode, IntelIommuEim, IntelIommuDeviceIotlb, IntelIommuAwBits, IntelIommuDmaTranslation, VirtioIommuPci,
        VirtioIommuBootBypass, RtcResetReinjection, QueryCpuModelBaseline, QueryCpuModelComparison, QueryDirtyRate, CalcDirtyRate, QueryStats,
        QueryStatsSchemas, SevInjectLaunchSecret, BlockdevSetActive, DirtyrateParamMode, ScreendumpDevice, ScreenshotFormatPng,
        MigrationBlockedReasons, MigrationFileDropCache, MigrateIncomingExitOnError, BlockjobBackingMaskProtocol, MigrateRdma, ChardevReconnect,
        DisplayReload, VirtioCcw, VirtioGpuCcw, Mch, MonitorQmpObject, Nvme, NvmeNamespace, AmdIommu, AmdIommuPciId, IommuFd, AcpiGenericInitiator,
            UefiVarsX64, UsbBot,
        ScsiBlockMigratePr, ScsiDiskDpofua, VirtioIommuAwBits, VirtioIommuGranule,
    ]);

    private static string[] Sort(string[] names)
    {
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }
}
