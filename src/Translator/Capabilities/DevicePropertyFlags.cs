namespace VirshLite.Translator.Capabilities;

/// <summary>A flag that stands for a property of a device, object or machine type.</summary>
/// <param name="DefaultIsFalse">The property's default value must be there and false, too.</param>
internal readonly record struct PropertyFlag(string Property, string Flag, bool DefaultIsFalse = false);

/// <summary>One <c>device-list-properties</c> of the probe.</summary>
/// <param name="OnlyWith">Asked only if this flag is set; null = always.</param>
internal sealed record DeviceProbe(string Type, string? OnlyWith, PropertyFlag[] Flags);

/// <summary>
/// Flags that stand for a device's property, (capabilities.md 1.2a and 2, source "P").
/// Devices without flags are asked as libvirt asks them.
/// </summary>
internal static class DevicePropertyFlags
{
    private const string AcpiIndex = "acpi-index";

    /// <summary>All questions in order.</summary>
    public static readonly DeviceProbe[] Probes =
    [
        new("virtio-blk-pci", null,
        [
            new("scsi", Flags.VirtioBlkPciScsi),
            new("queue-size", Flags.VirtioBlkQueueSize),
            new("iothread-vq-mapping", Flags.VirtioBlkIothreadMapping),
            new(AcpiIndex, Flags.AcpiIndex),
            new("scsi", Flags.VirtioBlkPciScsiDefaultDisabled, DefaultIsFalse: true),
        ]),
        new("virtio-net-pci", Flags.VirtioNet,
        [
            new("rss", Flags.VirtioNetRss),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("virtio-scsi-pci", Flags.VirtioScsiPci,
        [
            new("iothread-vq-mapping", Flags.VirtioScsiIothreadMapping),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("virtio-blk-ccw", Flags.VirtioCcw,
        [
            new("scsi", Flags.VirtioBlkPciScsi),
            new("queue-size", Flags.VirtioBlkQueueSize),
            new("iothread-vq-mapping", Flags.VirtioBlkIothreadMapping),
            new(AcpiIndex, Flags.AcpiIndex),
            new("scsi", Flags.VirtioBlkPciScsiDefaultDisabled, DefaultIsFalse: true),
        ]),
        new("virtio-net-ccw", Flags.VirtioNet,
        [
            new("rss", Flags.VirtioNetRss),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("virtio-scsi-ccw", Flags.VirtioScsiPci,
        [
            new("iothread-vq-mapping", Flags.VirtioScsiIothreadMapping),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("vfio-pci", Flags.VfioPci, []),
        new("scsi-hd", null,
        [
            new("channel", Flags.ScsiDiskChannel),
            new("rotation_rate", Flags.RotationRate),
            new("dpofua", Flags.ScsiDiskDpofua),
        ]),
        new("ide-hd", null, []),
        new("PIIX4_PM", null,
        [
            new("acpi-root-pci-hotplug", Flags.Piix4AcpiRootPciHotplug),
        ]),
        new("usb-redir", Flags.UsbRedir,
        [
            new("filter", Flags.UsbRedirFilter),
        ]),
        new("usb-storage", Flags.UsbStorage, []),
        new("kvm-pit", null,
        [
            new("lost_tick_policy", Flags.KvmPitLostTickPolicy),
        ]),
        new("VGA", Flags.Vga,
        [
            new("vgamem_mb", Flags.VgaVgamemMb),
        ]),
        new("vmware-svga", Flags.VmwareSvga,
        [
            new("vgamem_mb", Flags.VmwareSvgaVgamemMb),
        ]),
        new("qxl", Flags.Qxl,
        [
            new("vgamem_mb", Flags.QxlVgamemMb),
            new("vram64_size_mb", Flags.QxlVram64SizeMb),
        ]),
        new("virtio-gpu-pci", Flags.VirtioGpu,
        [
            new("virgl", Flags.VirtioGpuVirgl),
            new("blob", Flags.VirtioGpuBlob),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("virtio-gpu-device", Flags.VirtioGpu,
        [
            new("virgl", Flags.VirtioGpuVirgl),
            new("blob", Flags.VirtioGpuBlob),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("ICH9-LPC", null, []),
        new("virtio-balloon-pci", null,
        [
            new("deflate-on-oom", Flags.VirtioBalloonPciDeflateOnOom),
            new("free-page-reporting", Flags.VirtioBalloonFreePageReporting),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("virtio-balloon-ccw", null,
        [
            new("deflate-on-oom", Flags.VirtioBalloonPciDeflateOnOom),
            new("free-page-reporting", Flags.VirtioBalloonFreePageReporting),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("virtio-balloon-device", null,
        [
            new("deflate-on-oom", Flags.VirtioBalloonPciDeflateOnOom),
            new("free-page-reporting", Flags.VirtioBalloonFreePageReporting),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("intel-iommu", Flags.IntelIommu,
        [
            new("intremap", Flags.IntelIommuIntremap),
            new("caching-mode", Flags.IntelIommuCachingMode),
            new("eim", Flags.IntelIommuEim),
            new("device-iotlb", Flags.IntelIommuDeviceIotlb),
            new("aw-bits", Flags.IntelIommuAwBits),
            new("dma-translation", Flags.IntelIommuDmaTranslation),
        ]),
        new("spapr-pci-host-bridge", Flags.SpaprPciHostBridge,
        [
            new("numa_node", Flags.SpaprPciHostBridgeNumaNode),
        ]),
        new("virtio-gpu-ccw", Flags.VirtioGpuCcw,
        [
            new("virgl", Flags.VirtioGpuVirgl),
            new("blob", Flags.VirtioGpuBlob),
            new(AcpiIndex, Flags.AcpiIndex),
        ]),
        new("mch", Flags.Mch,
        [
            new("extended-tseg-mbytes", Flags.MchExtendedTsegMbytes),
        ]),
        new("nvdimm", Flags.Nvdimm,
        [
            new("unarmed", Flags.NvdimmUnarmed),
        ]),
        new("pcie-root-port", Flags.PcieRootPort,
        [
            new("hotplug", Flags.PcieRootPortHotplug),
        ]),
        new("usb-host", null,
        [
            new("hostdevice", Flags.UsbHostHostdevice),
            new("guest-resets-all", Flags.UsbHostGuestResetsAll),
        ]),
        new("vhost-user-fs-device", Flags.VhostUserFs,
        [
            new("bootindex", Flags.VhostUserFsBootindex),
        ]),
        new("virtio-mem-pci", Flags.VirtioMemPci,
        [
            new("prealloc", Flags.VirtioMemPciPrealloc),
            new("dynamic-memslots", Flags.VirtioMemPciDynamicMemslots),
        ]),
        new("virtio-iommu-pci", Flags.VirtioIommuPci,
        [
            new("boot-bypass", Flags.VirtioIommuBootBypass),
            new("aw-bits", Flags.VirtioIommuAwBits),
            new("granule", Flags.VirtioIommuGranule),
        ]),
        new("amd-iommu", Flags.AmdIommu,
        [
            new("pci-id", Flags.AmdIommuPciId),
        ]),
        new("scsi-block", null,
        [
            new("migrate-pr", Flags.ScsiBlockMigratePr),
        ]),
        new("virtio-blk-ccw", Flags.VirtioCcw,
        [
            new("loadparm", Flags.VirtioCcwLoadparm),
        ]),
    ];
}
