namespace VirshLite.DomainParser.Model;

/// <summary>Where a device sits in the guest: the &lt;address&gt; element, one class for each type.</summary>
public abstract class DeviceAddress
{
    public SourcePosition Position { get; set; }

    /// <summary>The word of the type attribute.</summary>
    public abstract string TypeName { get; }
}

/// <summary>type='pci'. All of domain, bus and slot 0 means: PCI is wanted, the place is still open.</summary>
public sealed class PciAddress : DeviceAddress
{
    public uint Domain { get; set; }

    public uint Bus { get; set; }

    public uint Slot { get; set; }

    public uint Function { get; set; }

    public bool? Multifunction { get; set; }

    /// <summary>&lt;zpci uid= fid=&gt;; null where not given.</summary>
    public uint? ZpciUid { get; set; }

    public uint? ZpciFid { get; set; }

    /// <summary>True where a &lt;zpci&gt; element stood.</summary>
    public bool HasZpci => ZpciUid is not null || ZpciFid is not null;

    /// <summary>True where no place is given yet.</summary>
    public bool IsEmpty => Domain == 0 && Bus == 0 && Slot == 0;

    public override string TypeName => "pci";

    public bool IsSamePlace(PciAddress other) => Domain == other.Domain && Bus == other.Bus && Slot == other.Slot && Function == other.Function;
}

/// <summary>type='drive'.</summary>
public sealed class DriveAddress : DeviceAddress
{
    public uint Controller { get; set; }

    public uint Bus { get; set; }

    public uint Target { get; set; }

    public uint Unit { get; set; }

    public override string TypeName => "drive";

    public bool IsSamePlace(DriveAddress other) => Controller == other.Controller && Bus == other.Bus && Target == other.Target && Unit == other.Unit;
}

/// <summary>type='virtio-serial'; port 0 is an open one.</summary>
public sealed class VirtioSerialAddress : DeviceAddress
{
    public uint Controller { get; set; }

    public uint Bus { get; set; }

    public uint Port { get; set; }

    public override string TypeName => "virtio-serial";
}

/// <summary>type='ccid'.</summary>
public sealed class CcidAddress : DeviceAddress
{
    public uint Controller { get; set; }

    public uint Slot { get; set; }

    public override string TypeName => "ccid";
}

/// <summary>type='usb'; a path of one to four port numbers, empty while open.</summary>
public sealed class UsbAddress : DeviceAddress
{
    public uint Bus { get; set; }

    public IReadOnlyList<uint> Port { get; set; } = [];

    public override string TypeName => "usb";
}

/// <summary>type='spapr-vio'.</summary>
public sealed class SpaprVioAddress : DeviceAddress
{
    public ulong? Reg { get; set; }

    public override string TypeName => "spapr-vio";
}

/// <summary>type='ccw'; all three numbers or none.</summary>
public sealed class CcwAddress : DeviceAddress
{
    public uint Cssid { get; set; }

    public uint Ssid { get; set; }

    public uint Devno { get; set; }

    /// <summary>False while the number is still open.</summary>
    public bool IsAssigned { get; set; }

    public override string TypeName => "ccw";
}

/// <summary>type='virtio-mmio'.</summary>
public sealed class VirtioMmioAddress : DeviceAddress
{
    public override string TypeName => "virtio-mmio";
}

/// <summary>type='isa'; 0 = not given.</summary>
public sealed class IsaAddress : DeviceAddress
{
    public uint Iobase { get; set; }

    public uint Irq { get; set; }

    public override string TypeName => "isa";
}

/// <summary>type='dimm'.</summary>
public sealed class DimmAddress : DeviceAddress
{
    public uint Slot { get; set; }

    /// <summary>Guest physical base address in bytes; 0 = not given.</summary>
    public ulong Base { get; set; }

    public override string TypeName => "dimm";
}

/// <summary>type='unassigned': the device stays out of the guest.</summary>
public sealed class UnassignedAddress : DeviceAddress
{
    public override string TypeName => "unassigned";
}
