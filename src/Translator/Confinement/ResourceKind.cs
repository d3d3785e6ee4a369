namespace VirshLite.Translator.Confinement;

/// <summary>What a path of the host is to a guest; the order is that in which labels are set at a start (confinement.md 3.2).</summary>
public enum ResourceKind
{
    /// <summary>The top image of a disk.</summary>
    Disk,

    /// <summary>An image below another one.</summary>
    Backing,

    /// <summary>The external data file of a qcow2 image.</summary>
    DataFile,

    /// <summary>The VFIO group of an NVMe disk's controller.</summary>
    NvmeDisk,

    /// <summary>The DRM node that graphics render with.</summary>
    RenderNode,

    /// <summary>The host's event device of an input.</summary>
    Input,

    UsbDevice,

    /// <summary>The VFIO group of a PCI host device.</summary>
    PciDevice,

    /// <summary>A SCSI generic node.</summary>
    ScsiDevice,

    /// <summary>The VFIO group of a mediated device.</summary>
    MediatedDevice,

    /// <summary>The file behind an nvdimm or virtio-pmem.</summary>
    Memory,

    /// <summary>The nodes of SGX.</summary>
    Sgx,

    Serial,

    Parallel,

    Channel,

    Console,

    /// <summary>The TPM of the host, or the socket of an emulated one.</summary>
    Tpm,

    /// <summary><c>/dev/sev</c>.</summary>
    Sev,

    /// <summary>A file that becomes an entry of fw_cfg.</summary>
    FwCfg,

    /// <summary>The firmware's variables.</summary>
    Nvram,

    Kernel,

    Initrd,

    Shim,

    DeviceTree,

    AcpiTable,

    Pstore,
}
