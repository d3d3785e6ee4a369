using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Tests.Fixtures;

/// <summary>
/// A made-up x86_64 QEMU for tests: knows PC and Q35, a handful of CPU models, and every device that a fixture may ask for. Not a recording of a real one.
/// </summary>
internal static class TestQemu
{
    /// <summary>Takes -device and -netdev as JSON, like QEMU from 7.2 on.</summary>
    public static readonly QemuCapabilities Modern = Build();

    /// <summary>Takes both as key=value only.</summary>
    public static readonly QemuCapabilities KeyValue = Modern.WithFlags([], [Flags.DeviceJsonHotplug, Flags.NetdevJson]);

    private static QemuCapabilities Build()
    {
        QemuMachine[] machines =
        [
            new("pc", MaxCpus: 255, HotplugCpus: true, DefaultCpuType: "qemu64-x86_64-cpu", NumaMemSupported: false, DefaultRamId: "pc.ram", Acpi: true),
            new("q35", MaxCpus: 288, HotplugCpus: true, DefaultCpuType: "qemu64-x86_64-cpu", NumaMemSupported: false, DefaultRamId: "pc.ram", Acpi: true),
        ];
        QemuCpuDefinition[] cpus =
        [
            new("qemu64", "qemu64-x86_64-cpu", CpuUsable.Yes, [], false),
            new("Haswell-noTSX", "Haswell-noTSX-x86_64-cpu", CpuUsable.Yes, [], false),
            new("max", "max-x86_64-cpu", CpuUsable.Yes, [], false),
        ];
        var tables = new AcceleratorCapabilities(machines, cpus, null);
        string[] flags =
        [
            Flags.Kvm, Flags.Tcg, Flags.DeviceJsonHotplug, Flags.NetdevJson, Flags.SetAction, Flags.SeccompSandbox, Flags.I8042, Flags.MachineI8042Opt,
            Flags.MachineVmportOpt, Flags.MachineHpet, Flags.KvmPitLostTickPolicy, Flags.Vmcoreinfo, Flags.Vmgenid, Flags.SmpDies, Flags.SmpClusters,
            Flags.CpuMax, Flags.CpuMigratable, Flags.QueryCpuDefinitions, Flags.QueryCpuModelExpansion, Flags.MemoryBackendMemfd,
            Flags.MemoryBackendFileXUseCanonicalPathForRamblockId, "memory-backend-file.reserve", "memory-backend-file.prealloc-threads",
            "memory-backend-memfd.hugetlb", "memory-backend-file.pmem", "nvdimm.unarmed", "thread-context", "pc-dimm", "nvdimm",
            "virtio-mem-pci", "virtio-mem-pci.prealloc", "virtio-pmem-pci", "ivshmem-plain", "ivshmem-doorbell", "iothread.thread-pool-max",
            "virtio-balloon-pci.deflate-on-oom", "virtio-balloon.free-page-reporting", "virtio-blk.queue-size", "virtio-blk.iothread-mapping", "input-linux",
            "vhost-user-blk", "drive-nvme", "aio.io_uring", "qcow2-discard-no-unref", "rbd-encryption", "blockdev.nbd.tls-hostname", "nbd-tls",
            "pr-manager-helper", "scsi-block", "scsi-disk.channel", "rotation-rate", "usb-storage", "lsi", "virtio-scsi-pci", "mptsas1068", "megasas",
            "pvscsi", "ich9-ahci", "rtl8139", "e1000", "virtio-net", "virtio-net.rss", "netdev.user", "netdev.stream", "netdev.stream.reconnect",
            "netdev-stream-reconnect-miliseconds", "netdev.vhost-vdpa", "chardev-reconnect-miliseconds", "chardev.qemu-vdagent", "isa-serial",
            "usb-serial", "pci-serial", "sdl", "vnc", "spice", "egl-headless", "display-dbus", "spice-gl", "spice-rendernode",
            "egl-headless.rendernode", "vnc-power-control", "VGA", "cirrus-vga", "vmware-svga", "qxl", "virtio-gpu", "bochs-display", "ramfb",
            "virtio-vga", "virtio-vga-gl", "virtio-gpu-gl-pci", "virtio-gpu.blob", "VGA.vgamem_mb", "vmware-svga.vgamem_mb", "qxl.vgamem_mb",
            "qxl.vram64_size_mb", "piix3-usb-uhci", "piix4-usb-uhci", "usb-ehci", "ich9-usb-ehci1", "pci-ohci", "nec-usb-xhci", "qemu-xhci",
            "usb-redir", "usb-redir.filter", "usb-hub", "usb-host.hostdevice", "usb-host.guest-resets-all", "usb-kbd", "usb-mtp", "usb-audio",
            "ccid-emulated", "ccid-passthru", "virtio-keyboard", "virtio-mouse", "virtio-tablet", "virtio-input-host", "pci-bridge",
            "dmi-to-pci-bridge", "ioh3420", "x3130-upstream", "xio3130-downstream", "pxb", "pxb-pcie", "pcie-pci-bridge", "pcie-root-port",
            "pcie-root-port.hotplug", "piix4.acpi-root-pci-hotplug", "virtio-pci-non-transitional", "acpi-index", "vfio-pci", "vhost-scsi",
            "vhost-vsock", "vhost-user-fs", "vhost-user-fs.bootindex", "fsdev.multidevs", "virtio-rng", "rng-random", "rng-egd", "rng-builtin",
            "tpm-tis", "tpm-crb", "tpm-passthrough", "tpm-emulator", "pvpanic", "pvpanic-pci", "virtio-crypto", "acpi-erst", "ich9-intel-hda",
            "hda-duplex", "hda-micro", "hda-output", "virtio-sound", "intel-iommu", "intel-iommu.intremap", "intel-iommu.caching-mode",
            "intel-iommu.eim", "intel-iommu.device-iotlb", "intel-iommu.aw-bits", "virtio-iommu-pci", "virtio-iommu.boot-bypass",
            "blockjob.backing-mask-protocol", "run-with.async-teardown", "mch.extended-tseg-mbytes", "numa.hmat",
        ];
        return new QemuCapabilities(
            "/usr/bin/qemu-system-x86_64", "x86_64", 10_000_000, "", flags, [(DomainType.Kvm, tables), (DomainType.Qemu, tables)]);
    }
}
