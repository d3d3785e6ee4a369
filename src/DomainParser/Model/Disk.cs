namespace VirshLite.DomainParser.Model;

/// <summary>&lt;disk&gt; (formatdomain "Hard drives, floppy disks, CDROMs").</summary>
public sealed class Disk : Device
{
    public DiskDevice DeviceKind { get; set; }

    /// <summary>The top image; the format attribute of &lt;driver&gt; and its metadata cache are this image's.</summary>
    public StorageSource Source { get; set; } = new();

    /// <summary>&lt;auth&gt; stands directly in the disk, not in the source.</summary>
    public bool AuthInDisk { get; set; }

    /// <summary>&lt;encryption&gt; stands directly in the disk, not in the source.</summary>
    public bool EncryptionInDisk { get; set; }

    public VirtioModel? Model { get; set; }

    /// <summary>The model of a USB disk; null until completion names it (since libvirt 11.5), or of another bus.</summary>
    public UsbDiskModel? UsbModel { get; set; }

    public DiskSnapshot? Snapshot { get; set; }

    public bool? RawIo { get; set; }

    public ScsiGenericIo? Sgio { get; set; }

    /// <summary>The target's name, for example vda. Its letters give the disk's place.</summary>
    public string TargetDev { get; set; } = "";

    /// <summary>Null until completion.</summary>
    public DiskBus? Bus { get; set; }

    public DiskTray? Tray { get; set; }

    public bool? Removable { get; set; }

    /// <summary>Revolutions a minute; 1 = not rotating, 0 = not given.</summary>
    public uint RotationRate { get; set; }

    /// <summary>SCSI: whether the guest may ask to bypass the cache (DPO and FUA).</summary>
    public bool? DpoFua { get; set; }

    /// <summary>&lt;driver&gt;&lt;statistics&gt;; null where absent.</summary>
    public DiskStatistics? Statistics { get; set; }

    public string? DriverName { get; set; }

    public DiskCache? Cache { get; set; }

    public DiskErrorPolicy? ErrorPolicy { get; set; }

    public DiskErrorPolicy? ReadErrorPolicy { get; set; }

    public DiskIo? Io { get; set; }

    public bool? IoEventFd { get; set; }

    public bool? EventIdx { get; set; }

    public bool? CopyOnRead { get; set; }

    public DiskDiscard? Discard { get; set; }

    public DiskDetectZeroes? DetectZeroes { get; set; }

    public bool? DiscardNoUnref { get; set; }

    /// <summary>0 = not given.</summary>
    public uint Queues { get; set; }

    public uint QueueSize { get; set; }

    /// <summary>The id of the iothread that serves the disk; 0 = none.</summary>
    public uint IoThread { get; set; }

    /// <summary>&lt;iothreads&gt; of the driver, in document order; empty where absent.</summary>
    public List<IoThreadQueues> IoThreads { get; } = [];

    public VirtioOptions? VirtioOptions { get; set; }

    public DiskStartupPolicy? StartupPolicy { get; set; }

    /// <summary>&lt;backenddomain name&gt; (Xen; kept, without effect).</summary>
    public string? BackendDomain { get; set; }

    public DiskGeometry? Geometry { get; set; }

    public DiskBlockIo? BlockIo { get; set; }

    public DiskIoTune? IoTune { get; set; }

    /// <summary>Names of throttle groups, the lowest filter first.</summary>
    public List<string> ThrottleFilters { get; } = [];

    public bool ReadOnly { get; set; }

    public bool Shareable { get; set; }

    public bool Transient { get; set; }

    public bool? TransientShareBacking { get; set; }

    public string? Serial { get; set; }

    public string? Wwn { get; set; }

    public string? Vendor { get; set; }

    public string? Product { get; set; }

    /// <summary>What a guest's status keeps about it; null elsewhere.</summary>
    public DiskPrivate? Private { get; set; }

    /// <summary>A block job was mirroring the disk when the XML was taken; a definition has none.</summary>
    public bool HasMirror { get; set; }

    /// <summary>The block job that copies a running guest's disk; null where there is none.</summary>
    public DiskMirror? Mirror { get; set; }
}

public enum DiskDevice
{
    Disk,
    Cdrom,
    Floppy,
    Lun,
}

public static class DiskDeviceNames
{
    private static readonly EnumNames<DiskDevice> All = new("disk", "cdrom", "floppy", "lun");

    extension(DiskDevice)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskDevice> Names => All;
    }
}

public enum DiskBus
{
    Ide,
    Fdc,
    Scsi,
    Virtio,
    Xen,
    Usb,
    Uml,
    Sata,
    Sd,
    Nvme,
}

public static class DiskBusNames
{
    private static readonly EnumNames<DiskBus> All = new("ide", "fdc", "scsi", "virtio", "xen", "usb", "uml", "sata", "sd", "nvme");

    extension(DiskBus)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskBus> Names => All;
    }
}

/// <summary>usb-storage is a disk in one device; usb-bot a bus for one SCSI disk or drive.</summary>
public enum UsbDiskModel
{
    UsbStorage,
    UsbBot,
}

public static class UsbDiskModelNames
{
    private static readonly EnumNames<UsbDiskModel> All = new("usb-storage", "usb-bot");

    extension(UsbDiskModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<UsbDiskModel> Names => All;
    }
}

public enum DiskSnapshot
{
    No,
    Internal,
    External,
    Manual,
}

internal static class DiskSnapshotNames
{
    private static readonly EnumNames<DiskSnapshot> All = new("no", "internal", "external", "manual");

    extension(DiskSnapshot)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskSnapshot> Names => All;
    }
}

public enum DiskTray
{
    Closed,
    Open,
}

internal static class DiskTrayNames
{
    private static readonly EnumNames<DiskTray> All = new("closed", "open");

    extension(DiskTray)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskTray> Names => All;
    }
}

public enum ScsiGenericIo
{
    Filtered,
    Unfiltered,
}

internal static class ScsiGenericIoNames
{
    private static readonly EnumNames<ScsiGenericIo> All = new("filtered", "unfiltered");

    extension(ScsiGenericIo)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ScsiGenericIo> Names => All;
    }
}

public enum DiskStartupPolicy
{
    Mandatory,
    Requisite,
    Optional,
}

public static class DiskStartupPolicyNames
{
    private static readonly EnumNames<DiskStartupPolicy> All = new("mandatory", "requisite", "optional");

    extension(DiskStartupPolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DiskStartupPolicy> Names => All;
    }
}
