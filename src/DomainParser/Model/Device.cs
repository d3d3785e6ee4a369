namespace VirshLite.DomainParser.Model;

/// <summary>What every device of a domain can carry. Completion fills in what the XML leaves out.</summary>
public abstract class Device
{
    /// <summary>Where the device's element starts; unknown for devices that completion added.</summary>
    public SourcePosition Position { get; set; }

    /// <summary>
    /// The alias: after reading only a user's own (<c>ua-…</c>); the others are given out at the start (completion.md 7).
    /// </summary>
    public string? Alias { get; set; }

    public bool HasUserAlias => Alias?.StartsWith("ua-", StringComparison.Ordinal) == true;

    public DeviceAddress? Address { get; set; }

    /// <summary>&lt;boot order&gt;, counting from 1; null where there is none.</summary>
    public uint? BootOrder { get; set; }

    /// <summary>&lt;boot loadparm&gt; (s390), upper case.</summary>
    public string? LoadParm { get; set; }

    /// <summary>The boot index at start: the boot order, or the place of the device's class in &lt;os&gt;&lt;boot&gt;; 0 = none.</summary>
    public uint EffectiveBootIndex { get; set; }

    /// <summary>&lt;acpi index&gt;; 0 = none.</summary>
    public uint AcpiIndex { get; set; }

    public DeviceRom? Rom { get; set; }
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
    public static readonly EnumNames<VirtioModel> All = new("virtio", "virtio-transitional", "virtio-non-transitional");
}
