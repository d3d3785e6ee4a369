namespace VirshLite.DomainParser.Model;

/// <summary>
/// &lt;controller&gt;: a bus that other devices hang on (formatdomain, "Controllers"). The list of a domain keeps types together and each type in index
/// order (addresses.md 1.2).
/// </summary>
public sealed class Controller : Device
{
    public ControllerType Type { get; set; }

    /// <summary>Counts from 0 for each type; null until completion hands one out.</summary>
    public uint? Index { get; set; }

    /// <summary>The kind of bus: a word that depends on <see cref="Type"/>; null where the XML leaves it out and nothing has been chosen yet.</summary>
    public ControllerModel? Model { get; set; }

    /// <summary>&lt;driver queues=&gt; of virtio-scsi.</summary>
    public uint? Queues { get; set; }

    public uint? CmdPerLun { get; set; }

    public uint? MaxSectors { get; set; }

    /// <summary>&lt;driver ioeventfd=&gt; of virtio-scsi.</summary>
    public bool? IoEventFd { get; set; }

    /// <summary>&lt;driver iothread=&gt;: the one iothread that serves the controller.</summary>
    public uint? IoThread { get; set; }

    /// <summary>&lt;driver&gt;&lt;iothreads&gt;: several iothreads with the queues of each; empty where there is none.</summary>
    public List<IoThreadQueues> IoThreadQueues { get; } = [];

    public VirtioOptions? Virtio { get; set; }

    /// <summary>&lt;serial&gt; of an NVMe controller, which all its disks share.</summary>
    public string? Serial { get; set; }

    /// <summary>Ports of a virtio-serial, USB or xenbus controller.</summary>
    public uint? Ports { get; set; }

    /// <summary>Vectors of a virtio-serial controller.</summary>
    public uint? Vectors { get; set; }

    public uint? MaxGrantFrames { get; set; }

    public uint? MaxEventChannels { get; set; }

    /// <summary>&lt;master startport=&gt; of a USB companion; null for a controller that stands alone.</summary>
    public uint? MasterStartPort { get; set; }

    /// <summary>The start port that companions of an ich9 EHCI have by nature; null for all other models.</summary>
    public static uint? NaturalStartPort(ControllerModel? model) => model switch
    {
        ControllerModel.Ich9Uhci1 => 0,
        ControllerModel.Ich9Uhci2 => 2,
        ControllerModel.Ich9Uhci3 => 4,
        _ => null,
    };

    /// <summary>What only PCI controllers have.</summary>
    public PciControllerOptions Pci { get; } = new();

    /// <summary>True for the four models whose controllers form one EHCI with its companions.</summary>
    public bool IsIch9Usb =>
        Model is ControllerModel.Ich9Ehci1 or ControllerModel.Ich9Uhci1 or ControllerModel.Ich9Uhci2 or ControllerModel.Ich9Uhci3;

    public bool IsVirtioScsi =>
        Type == ControllerType.Scsi && Model is ControllerModel.VirtioScsi or ControllerModel.VirtioTransitional or ControllerModel.VirtioNonTransitional;

    public bool IsPciRoot => Type == ControllerType.Pci && Model is ControllerModel.PciRoot or ControllerModel.PcieRoot;
}

/// <summary>What &lt;controller type='pci'&gt; carries beyond the others.</summary>
public sealed class PciControllerOptions
{
    /// <summary>&lt;model name=&gt;: QEMU's device.</summary>
    public PciModelName? ModelName { get; set; }

    /// <summary>&lt;pcihole64&gt; in KiB, rounded up; null where there is none.</summary>
    public ulong? Hole64KiB { get; set; }

    public int? ChassisNr { get; set; }

    public int? Chassis { get; set; }

    public int? Port { get; set; }

    public int? BusNr { get; set; }

    /// <summary>&lt;target index=&gt; of a PHB.</summary>
    public int? TargetIndex { get; set; }

    public bool? Hotplug { get; set; }

    /// <summary>&lt;target memReserve=&gt; in KiB.</summary>
    public ulong? MemReserveKiB { get; set; }

    /// <summary>&lt;target&gt;&lt;node&gt;: the guest's NUMA node.</summary>
    public int? NumaNode { get; set; }

    public bool HasTarget =>
        ChassisNr is not null || Chassis is not null || Port is not null || BusNr is not null || TargetIndex is not null || Hotplug is not null
        || MemReserveKiB is not null || NumaNode is not null;
}

public enum ControllerType
{
    Ide,
    Fdc,
    Scsi,
    Sata,
    VirtioSerial,
    Ccid,
    Usb,
    Pci,
    Xenbus,
    Isa,
    Nvme,
}

public static class ControllerTypeNames
{
    private static readonly EnumNames<ControllerType> All =
        new("ide", "fdc", "scsi", "sata", "virtio-serial", "ccid", "usb", "pci", "xenbus", "isa", "nvme");

    extension(ControllerType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ControllerType> Names => All;
    }
}

/// <summary>The models of all controller types; which ones fit a type says <see cref="ControllerModelNames.Fits"/>.</summary>
public enum ControllerModel
{
    PciRoot,
    PcieRoot,
    PciBridge,
    DmiToPciBridge,
    PcieToPciBridge,
    PcieRootPort,
    PcieSwitchUpstreamPort,
    PcieSwitchDownstreamPort,
    PciExpanderBus,
    PcieExpanderBus,
    ScsiAuto,
    BusLogic,
    LsiLogic,
    LsiSas1068,
    VmPvScsi,
    IbmVScsi,
    VirtioScsi,
    LsiSas1078,
    Ncr53c90,
    Dc390,
    Am53c974,
    VirtioTransitional,
    VirtioNonTransitional,
    Piix3Uhci,
    Piix4Uhci,
    Ehci,
    Ich9Ehci1,
    Ich9Uhci1,
    Ich9Uhci2,
    Ich9Uhci3,
    Vt82c686bUhci,
    PciOhci,
    NecXhci,
    Qusb1,
    Qusb2,
    QemuXhci,
    UsbNone,
    Piix3Ide,
    Piix4Ide,
    Ich6Ide,
    Virtio,
}

public static class ControllerModelNames
{
    private static readonly EnumNames<ControllerModel> All = new(
        "pci-root", "pcie-root", "pci-bridge", "dmi-to-pci-bridge", "pcie-to-pci-bridge", "pcie-root-port", "pcie-switch-upstream-port",
        "pcie-switch-downstream-port", "pci-expander-bus", "pcie-expander-bus", "auto", "buslogic", "lsilogic", "lsisas1068", "vmpvscsi", "ibmvscsi",
        "virtio-scsi", "lsisas1078", "ncr53c90", "dc390", "am53c974", "virtio-transitional", "virtio-non-transitional", "piix3-uhci", "piix4-uhci",
        "ehci", "ich9-ehci1", "ich9-uhci1", "ich9-uhci2", "ich9-uhci3", "vt82c686b-uhci", "pci-ohci", "nec-xhci", "qusb1", "qusb2", "qemu-xhci", "none",
        "piix3", "piix4", "ich6", "virtio");

    extension(ControllerModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ControllerModel> Names => All;
    }

    /// <summary>Whether controllers of that type come in that model.</summary>
    public static bool Fits(ControllerType type, ControllerModel model) => type switch
    {
        ControllerType.Pci => model <= ControllerModel.PcieExpanderBus,
        ControllerType.Scsi => model is >= ControllerModel.ScsiAuto and <= ControllerModel.VirtioNonTransitional,
        ControllerType.Usb => model is >= ControllerModel.Piix3Uhci and <= ControllerModel.UsbNone,
        ControllerType.Ide => model is >= ControllerModel.Piix3Ide and <= ControllerModel.Ich6Ide,
        ControllerType.VirtioSerial => model is ControllerModel.Virtio or ControllerModel.VirtioTransitional or ControllerModel.VirtioNonTransitional,
        _ => false,
    };
}

/// <summary>QEMU's device behind a PCI controller.</summary>
public enum PciModelName
{
    PciBridge,
    I82801b11Bridge,
    Ioh3420,
    X3130Upstream,
    Xio3130Downstream,
    Pxb,
    PxbPcie,
    PcieRootPort,
    SpaprPciHostBridge,
    PciePciBridge,
}

public static class PciModelNames
{
    private static readonly EnumNames<PciModelName> All = new(
        "pci-bridge", "i82801b11-bridge", "ioh3420", "x3130-upstream", "xio3130-downstream", "pxb", "pxb-pcie", "pcie-root-port", "spapr-pci-host-bridge",
        "pcie-pci-bridge");

    extension(PciModelName)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<PciModelName> Names => All;
    }
}
