namespace VirshLite.DomainParser.Model;

/// <summary>What every device of a domain can carry. Completion fills in what the XML leaves out.</summary>
public abstract class Device
{
    private Info info = new();

    /// <summary>Where the device's element starts; unknown for devices that completion added.</summary>
    public SourcePosition Position { get; set; }

    /// <summary>
    /// The alias: after reading only a user's own (<c>ua-…</c>); the others are given out at the start (completion.md 7).
    /// </summary>
    public string? Alias
    {
        get => info.Alias;
        set => info.Alias = value;
    }

    public bool HasUserAlias => Alias?.StartsWith("ua-", StringComparison.Ordinal) == true;

    public DeviceAddress? Address
    {
        get => info.Address;
        set => info.Address = value;
    }

    /// <summary>&lt;boot order&gt;, counting from 1; null where there is none.</summary>
    public uint? BootOrder
    {
        get => info.BootOrder;
        set => info.BootOrder = value;
    }

    /// <summary>&lt;boot loadparm&gt; (s390), upper case.</summary>
    public string? LoadParm
    {
        get => info.LoadParm;
        set => info.LoadParm = value;
    }

    /// <summary>The boot index at start: the boot order, or the place of the device's class in &lt;os&gt;&lt;boot&gt;; 0 = none.</summary>
    public uint EffectiveBootIndex
    {
        get => info.EffectiveBootIndex;
        set => info.EffectiveBootIndex = value;
    }

    /// <summary>&lt;acpi index&gt;; 0 = none.</summary>
    public uint AcpiIndex
    {
        get => info.AcpiIndex;
        set => info.AcpiIndex = value;
    }

    /// <summary>&lt;acpi nodeset&gt;: the guest's NUMA nodes that a host device's memory belongs to; null where absent.</summary>
    public NumberSet? AcpiNodes
    {
        get => info.AcpiNodes;
        set => info.AcpiNodes = value;
    }

    public DeviceRom? Rom
    {
        get => info.Rom;
        set => info.Rom = value;
    }

    /// <summary>From now on both devices have one alias, address, boot order … : a host device and the interface that it stands behind.</summary>
    public void ShareWith(Device other) => info = other.info;

    private sealed class Info
    {
        public string? Alias;
        public DeviceAddress? Address;
        public uint? BootOrder;
        public string? LoadParm;
        public uint EffectiveBootIndex;
        public uint AcpiIndex;
        public NumberSet? AcpiNodes;
        public DeviceRom? Rom;
    }
}

/// <summary>&lt;rom enabled= bar= file=&gt; of a PCI device.</summary>
public sealed class DeviceRom
{
    public bool? Enabled { get; set; }

    public bool? Bar { get; set; }

    public string? File { get; set; }
}

/// <summary>&lt;driver iommu= ats= packed= page_per_vq=&gt; of virtio devices.</summary>
public sealed class VirtioOptions
{
    public bool? Iommu { get; set; }

    public bool? Ats { get; set; }

    public bool? Packed { get; set; }

    public bool? PagePerVq { get; set; }

    public bool IsEmpty => Iommu is null && Ats is null && Packed is null && PagePerVq is null;
}

/// <summary>The model attribute of virtio devices that can be transitional.</summary>
public enum VirtioModel
{
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}

public static class VirtioModelNames
{
    private static readonly EnumNames<VirtioModel> All = new("virtio", "virtio-transitional", "virtio-non-transitional");

    extension(VirtioModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VirtioModel> Names => All;
    }
}
