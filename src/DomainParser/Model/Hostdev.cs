namespace VirshLite.DomainParser.Model;

/// <summary>&lt;hostdev&gt;: a device of the host for the guest (formatdomain "USB / PCI / SCSI devices").</summary>
public sealed class Hostdev : Device
{
    public HostdevSource Source { get; set; } = new PciHostdevSource();

    /// <summary>The interface that this host device belongs to; null for a &lt;hostdev&gt; of its own.</summary>
    public Interface? Interface { get; set; }

    public bool Managed { get; set; }

    /// <summary>&lt;driver name&gt; of a PCI device: vfio, kvm or xen; null until the start.</summary>
    public HostdevDriver? Driver { get; set; }

    /// <summary>&lt;driver model&gt;: a host driver in place of vfio-pci.</summary>
    public string? DriverModel { get; set; }

    /// <summary>&lt;driver iommufd&gt;: through the host's iommufd; null: as the domain says.</summary>
    public bool? IommuFd { get; set; }

    public Teaming? Teaming { get; set; }

    public bool ReadOnly { get; set; }

    public bool Shareable { get; set; }
}

/// <summary>What of the host the guest gets; one class for each type.</summary>
public abstract class HostdevSource
{
    /// <summary>The words of the mode and type attributes.</summary>
    public abstract string ModeName { get; }

    public abstract string TypeName { get; }
}

/// <summary>type='pci'.</summary>
public sealed class PciHostdevSource : HostdevSource
{
    public PciAddress Address { get; set; } = new();

    public bool? WriteFiltering { get; set; }

    /// <summary>In a guest's status: what has to be undone when the device goes back to the host; null elsewhere.</summary>
    public PciOriginalState? Original { get; set; }

    public bool? Display { get; set; }

    public bool? RamFb { get; set; }

    public override string ModeName => "subsystem";

    public override string TypeName => "pci";
}

/// <summary>&lt;origstates&gt;: how a host's PCI device was before the guest took it.</summary>
/// <param name="Unbind">It had no driver: vfio-pci lets it go.</param>
/// <param name="RemoveSlot">The driver's list of new ids was added to.</param>
/// <param name="Reprobe">The host's own driver is looked for again.</param>
public sealed record PciOriginalState(bool Unbind, bool RemoveSlot, bool Reprobe);

/// <summary>type='usb'; vendor and product, or bus and device or port, or both.</summary>
public sealed class UsbHostdevSource : HostdevSource
{
    /// <summary>0 = not given.</summary>
    public uint Vendor { get; set; }

    public uint Product { get; set; }

    public uint Bus { get; set; }

    public uint Device { get; set; }

    /// <summary>
    /// The port of the bus that the device is plugged into, <c>2.1</c>: in place of a device number, which changes whenever it is plugged in anew.
    /// </summary>
    public string? Port { get; set; }

    /// <summary>Bus and device were found by vendor and product, or by the port.</summary>
    public bool IsLookedUp { get; set; }

    public DiskStartupPolicy? StartupPolicy { get; set; }

    /// <summary>The device was not there when its startup policy let the guest start without it.</summary>
    public bool IsMissing { get; set; }

    public UsbGuestReset? GuestReset { get; set; }

    public override string ModeName => "subsystem";

    public override string TypeName => "usb";
}

/// <summary>type='scsi': a LUN of an adapter of the host, or an iSCSI one.</summary>
public sealed class ScsiHostdevSource : HostdevSource
{
    /// <summary>scsi_hostN; null for iSCSI.</summary>
    public string? Adapter { get; set; }

    public uint Bus { get; set; }

    public uint Target { get; set; }

    public ulong Unit { get; set; }

    /// <summary>What a guest's status keeps about an adapter's LUN; null elsewhere.</summary>
    public StoragePrivate? Private { get; set; }

    /// <summary>The iSCSI source; null for an adapter.</summary>
    public StorageSource? Iscsi { get; set; }

    public ScsiGenericIo? Sgio { get; set; }

    public bool? RawIo { get; set; }

    public override string ModeName => "subsystem";

    public override string TypeName => "scsi";
}

/// <summary>type='scsi_host': a vhost target.</summary>
public sealed class ScsiHostHostdevSource : HostdevSource
{
    /// <summary>naa. and 16 hexadecimal digits.</summary>
    public string Wwpn { get; set; } = "";

    public VirtioModel? Model { get; set; }

    public override string ModeName => "subsystem";

    public override string TypeName => "scsi_host";
}

/// <summary>type='mdev': a mediated device.</summary>
public sealed class MdevHostdevSource : HostdevSource
{
    public MdevModel Model { get; set; }

    public Guid Uuid { get; set; }

    public bool? Display { get; set; }

    public bool? RamFb { get; set; }

    public override string ModeName => "subsystem";

    public override string TypeName => "mdev";
}

/// <summary>mode='capabilities' (containers; QEMU cannot do it).</summary>
public sealed class CapabilitiesHostdevSource : HostdevSource
{
    /// <summary>storage, misc or net.</summary>
    public string Type { get; set; } = "";

    /// <summary>The text of &lt;block&gt;, &lt;char&gt; or &lt;interface&gt;.</summary>
    public string Name { get; set; } = "";

    public override string ModeName => "capabilities";

    public override string TypeName => Type;
}

public enum HostdevDriver
{
    Kvm,
    Vfio,
    Xen,
}

public static class HostdevDriverNames
{
    private static readonly EnumNames<HostdevDriver> All = new("kvm", "vfio", "xen");

    extension(HostdevDriver)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<HostdevDriver> Names => All;
    }
}

public enum UsbGuestReset
{
    Off,
    Uninitialized,
    On,
}

internal static class UsbGuestResetNames
{
    private static readonly EnumNames<UsbGuestReset> All = new("off", "uninitialized", "on");

    extension(UsbGuestReset)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<UsbGuestReset> Names => All;
    }
}

public enum MdevModel
{
    VfioPci,
    VfioCcw,
    VfioAp,
}

public static class MdevModelNames
{
    private static readonly EnumNames<MdevModel> All = new("vfio-pci", "vfio-ccw", "vfio-ap");

    extension(MdevModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MdevModel> Names => All;
    }
}
