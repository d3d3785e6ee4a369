namespace VirshLite.Translator.Plan;

/// <summary>
/// A device of the host that a guest takes over, with all that the runner has to know to get it ready before QEMU starts and to give it back afterwards
/// (startup.md 3, step 24).
/// <paramref name="Owner"/> is the alias of the guest's device, or a disk's target.
/// </summary>
public abstract record PlannedHostDevice(string Owner);

/// <summary>
/// A PCI device, an SR-IOV virtual function or the controller of an NVMe disk. <paramref name="Address"/> is sysfs's spelling, DDDD:BB:SS.F.
/// <paramref name="Managed"/>: it is
/// taken from its driver and given back; else it has to be with a vfio driver already.
/// </summary>
public sealed record PlannedPciDevice(string Owner, string Address, bool Managed) : PlannedHostDevice(Owner)
{
    /// <summary>The host driver that serves QEMU.</summary>
    public string Driver { get; init; } = "vfio-pci";

    /// <summary>What its network card is told about a virtual function; null where the device belongs to no interface.</summary>
    public PlannedVirtualFunction? VirtualFunction { get; init; }
}

/// <summary>MAC address and VLAN tag (null = none) of a virtual function, set through the physical one (network.md 8.12).</summary>
public sealed record PlannedVirtualFunction(string Mac, uint? Vlan);

/// <summary>A USB device at its place on the host.</summary>
public sealed record PlannedUsbDevice(string Owner, uint Bus, uint Device) : PlannedHostDevice(Owner);

/// <summary>A SCSI generic device (<c>/dev/sg0</c>).</summary>
public sealed record PlannedScsiDevice(string Owner, string Path, bool Shareable) : PlannedHostDevice(Owner);

/// <summary>A mediated device that exists already.</summary>
public sealed record PlannedMediatedDevice(string Owner, Guid Uuid) : PlannedHostDevice(Owner);

/// <summary>A target of the kernel's vhost-scsi; <paramref name="Wwpn"/> is naa. and 16 digits.</summary>
public sealed record PlannedVhostScsiTarget(string Owner, string Wwpn) : PlannedHostDevice(Owner);
