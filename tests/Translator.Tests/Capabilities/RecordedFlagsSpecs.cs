using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using When = System.Func<VirshLite.Translator.Tests.Capabilities.Recording, bool>;

namespace VirshLite.Translator.Tests.Capabilities;

/// <summary>The flags found in every recorded session are those that libvirt found there (capabilities.md 2, column "Seen").</summary>
public class RecordedFlagsSpecs
{
    private static readonly When All = _ => true;
    private static readonly When None = _ => false;
    private static readonly When X86 = r => r.IsX86;
    private static readonly When Arm = r => r.IsArm;
    private static readonly When S390 = Arch("s390x");
    private static readonly When Ppc64 = Arch("ppc64");
    private static readonly When NotSparc = Not("sparc");
    private static readonly When NotS390Sparc = Not("s390x", "sparc");
    private static readonly When NotHvfArmSparc = r => !HvfArm(r) && r.Arch != "sparc";
    private static readonly When NotHvfArm = r => !HvfArm(r);
    private static readonly When DimmMachines = Not("ppc", "s390x", "riscv64", "sparc");
    private static readonly When MemDevices = r => r.IsX86 || (r.IsArm && !r.IsHvf) || (r.Arch == "s390x" && r.Version.Major >= 10);
    private static readonly When VgaBus = Arch("x86_64", "ppc64", "riscv64", "loongarch64");
    private static readonly When X86OrPpc = Arch("x86_64", "ppc64", "ppc");
    private static readonly When SpiceGl = Arch("x86_64", "armv7l", "ppc", "riscv64", "sparc");
    private static readonly When Usbredir = r => !HvfArm(r) && r.Arch != "sparc" && !OldPpc64(r) && !(r.Arch == "s390x" && r.Version < new Version(9, 1));
    private static readonly When UsbHost = r => r.Arch != "sparc" && !OldPpc64(r) && !(r.Arch == "s390x" && r.Version < new Version(9, 1));
    private static readonly When Smartcard = r => r.Arch is not ("aarch64" or "sparc") && !OldPpc64(r) && !(r.Arch == "s390x" && r.Version < new Version(9, 1));

    private static readonly (When When, string[] Flags)[] Expected =
    [
        (All,
        [
            "tcg", "set-action", "confidential-guest-support", "sev-guest-kernel-hashes", "dbus-vmstate", "smp-dies", "numa.hmat",
            "memory-backend-file.x-use-canonical-path-for-ramblock-id", "memory-backend-file.prealloc-threads", "drive-nvme", "rbd-encryption", "nbd-tls",
            "scsi-disk.channel", "rotation-rate", "netdev.user", "netdev.vhost-vdpa", "vnc", "vnc-power-control", "fsdev.multidevs", "rng-random", "rng-egd",
            "rng-builtin",
        ]),
        (None, ["chardev.json", "virtio-gpu.virgl"]),
        (Since(7, 0), ["device.json+hotplug", "blockdev.nbd.tls-hostname"]),
        (Since(7, 1), ["smp-clusters", "iothread.thread-pool-max"]),
        (Since(7, 2), ["netdev.json", "thread-context", "netdev.stream"]),
        (Since(8, 0), ["rbd-encryption-layering", "rbd-encryption-luks-any", "netdev.stream.reconnect"]),
        (Since(8, 1), ["qcow2-discard-no-unref"]),
        (r => Since(8, 1)(r) && !HvfArm(r), ["run-with.async-teardown"]),
        (Since(9, 2), ["netdev-stream-reconnect-miliseconds", "chardev-reconnect-miliseconds"]),
        (r => !r.IsHvf && r.Arch is not ("armv7l" or "ppc" or "riscv64" or "sparc"), ["kvm"]),
        (r => r.IsHvf, ["hvf"]),
        (X86,
        [
            "machine-vmport-opt", "kvm-pit-lost-tick-policy", "vmgenid", "mch.extended-tseg-mbytes", "cpu.migratable", "cpu-unavailable-features",
            "canonical-cpu-features", "x86-max-cpu", "virtio-pmem-pci", "qxl", "qxl.vgamem_mb", "qxl.vram64_size_mb", "tpm-crb", "pvpanic", "intel-iommu",
            "intel-iommu.intremap", "intel-iommu.caching-mode", "intel-iommu.eim", "intel-iommu.device-iotlb", "intel-iommu.aw-bits", "mch",
        ]),
        (r => r.IsX86 && Since(7, 1)(r), ["intel-iommu.dma-translation"]),
        (r => r.IsX86 && Since(7, 0)(r), ["machine-i8042-opt"]),
        (r => r.IsX86 && Since(8, 0)(r), ["machine-hpet"]),
        (r => r.IsX86 && Since(10, 0)(r), ["virtio-scsi.iothread-mapping"]),
        (r => (r.IsX86 || r.Arch == "s390x") && Since(10, 0)(r), ["shim"]),
        (X86OrPpc, ["i8042", "isa-serial", "vmware-svga", "vmware-svga.vgamem_mb", "piix4.acpi-root-pci-hotplug"]),
        (Not("ppc64", "ppc", "s390x", "sparc"), ["vmcoreinfo", "ramfb"]),
        (r => !HvfArm(r) && !OldPpc64(r), ["seccomp-sandbox", "aio.io_uring"]),
        (r => r.Variant == "amdsev", ["sev-guest", "sev-snp-guest"]),
        (Arm, ["machine.virt.ras", "machine.virt.iommu", "arm-max-cpu", "pl011"]),
        (Arch("riscv64"), ["machine.virt.aia"]),
        (r => r.Arch == "aarch64" && !r.IsHvf, ["cpu.kvm-no-adjvtime"]),
        (S390, ["s390-pv-guest", "sclplmconsole", "s390-sclp", "virtio-keyboard-ccw", "virtio-mouse-ccw", "virtio-tablet-ccw", "zpci", "vfio-ccw", "vfio-ap",
            "virtio-ccw"]),
        (r => r.Arch == "s390x" && Since(9, 2)(r), ["virtio-ccw.loadparm"]),
        (r => r.Arch == "s390x" && Since(9, 1)(r), ["query-cpu-model-expansion.deprecated-props"]),
        (r => r.Arch == "s390x" && Since(10, 0)(r), ["virtio-mem-ccw"]),
        (NotSparc,
        [
            "query-cpu-definitions", "virtio-balloon-pci.deflate-on-oom", "virtio-balloon.free-page-reporting", "virtio-blk.queue-size", "usb-storage",
            "virtio-scsi-pci", "virtio-net", "virtio-net.rss", "usb-serial", "virtio-gpu", "virtio-gpu.blob", "qemu-xhci", "usb-hub", "usb-kbd", "usb-mtp",
                "usb-audio",
            "virtio-keyboard", "virtio-mouse", "virtio-tablet", "pci-bridge", "virtio-pci-non-transitional", "acpi-index", "virtio-rng", "virtio-crypto",
            "virtio-iommu-pci",
        ]),
        (r => NotSparc(r) && Since(7, 0)(r), ["virtio-iommu.boot-bypass"]),
        (Not("ppc64", "ppc", "sparc"), ["query-cpu-model-expansion"]),
        (r => r.Arch is not ("ppc" or "sparc") && !(r.Arch == "ppc64" && r.Version >= new Version(7, 1)), ["cpu-max"]),
        (NotHvfArm, ["memory-backend-memfd", "memory-backend-memfd.hugetlb", "memory-backend-file.reserve", "pr-manager-helper", "scsi-block", "input-linux"]),
        (DimmMachines, ["pc-dimm", "nvdimm", "nvdimm.unarmed"]),
        (MemDevices, ["virtio-mem-pci"]),
        (r => MemDevices(r) && Since(7, 0)(r), ["virtio-mem-pci.prealloc"]),
        (r => MemDevices(r) && Since(8, 2)(r), ["virtio-mem-pci.dynamic-memslots"]),
        (r => r.IsX86 && r.Version == new Version(7, 0, 0), ["sgx-epc"]),
        (r => !HvfArm(r) && r.Arch is not ("s390x" or "sparc"), ["ivshmem-plain", "ivshmem-doorbell"]),
        (r => r.Version < new Version(9, 1) && r.Arch != "sparc", ["virtio-blk-pci.scsi", "virtio-blk-pci.scsi.default.disabled"]),
        (r => Since(9, 0)(r) && r.Arch != "sparc", ["virtio-blk.iothread-mapping"]),
        (NotHvfArmSparc,
        [
            "vhost-user-blk", "vhost-user-gpu", "virtio-input-host", "vfio-pci", "vhost-scsi", "vhost-vsock", "vhost-user-fs", "vhost-user-fs.bootindex",
        ]),
        (NotS390Sparc,
        [
            "lsi", "mptsas1068", "megasas", "pvscsi", "dc390", "am53c974", "ich9-ahci", "rtl8139", "e1000", "pci-serial", "VGA", "VGA.vgamem_mb", "cirrus-vga",
            "bochs-display", "piix3-usb-uhci", "piix4-usb-uhci", "usb-ehci", "ich9-usb-ehci1", "pci-ohci", "nec-usb-xhci", "dmi-to-pci-bridge", "ioh3420",
            "x3130-upstream", "xio3130-downstream", "pcie-pci-bridge", "pcie-root-port", "pcie-root-port.hotplug", "pvpanic-pci", "ich9-intel-hda",
                "hda-duplex",
            "hda-micro", "hda-output",
        ]),
        (r => NotS390Sparc(r) && Since(7, 0)(r), ["acpi-erst"]),
        (Arch("sparc"), ["ncr53c90"]),
        (Ppc64, ["spapr-vty", "spapr-pci-host-bridge", "spapr-pci-host-bridge.numa_node", "tpm-spapr", "spapr-tpm-proxy", "nvram"]),
        (r => r.Arch is not ("aarch64" or "ppc64" or "s390x"), ["spice"]),
        (SpiceGl, ["spice-gl", "spice-rendernode"]),
        (VgaBus, ["virtio-vga", "vhost-user-vga"]),
        (Arch("ppc64", "ppc"), ["vt82c686b-usb-uhci"]),
        (Usbredir, ["usb-redir", "usb-redir.filter"]),
        (UsbHost, ["usb-host.hostdevice", "usb-host.guest-resets-all"]),
        (Smartcard, ["ccid-emulated", "ccid-passthru"]),
        (r => r.IsX86 || r.IsArm, ["pxb", "pxb-pcie"]),
        (r => r.IsX86 || r.IsArm || r.Arch == "riscv64", ["virtio-mmio", "tpm-tis"]),
        (r => r.Arch != "sparc" && Since(8, 2)(r), ["virtio-sound"]),
        (r => r.Arch != "s390x" && !OldPpc64(r), ["chardev.qemu-vdagent"]),
    ];


    [SkippableTheory]
    [MemberData(nameof(Recording.Names), MemberType = typeof(Recording))]
    public void Flags_are_those_that_libvirt_saw(string name)
    {
        Recording recording = Recording.Of(name);
        QemuCapabilities capabilities = recording.Capabilities;
        var wrong = new List<string>();
        foreach ((When when, string[] flags) in Expected)
        {
            bool expected = when(recording);
            wrong.AddRange(flags.Where(x => capabilities.Has(x) != expected).Select(x => (expected ? "missing: " : "too much: ") + x));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_flag_named_here_is_known() => Expected.SelectMany(x => x.Flags).Where(x => !Flags.IsKnown(x)).ShouldBeEmpty();

    private static When Since(int major, int minor) => r => r.Version >= new Version(major, minor);

    private static When Arch(params string[] names) => r => names.Contains(r.Arch);

    private static When Not(params string[] names) => r => !names.Contains(r.Arch);

    private static bool HvfArm(Recording r) => r is { Arch: "aarch64", IsHvf: true };

    private static bool OldPpc64(Recording r) => r.Arch == "ppc64" && r.Version.Major == 6;
}
