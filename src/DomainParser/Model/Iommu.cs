namespace VirshLite.DomainParser.Model;

/// <summary>&lt;iommu&gt; (formatdomain, "IOMMU devices").</summary>
public sealed class Iommu : Device
{
    public IommuModel Model { get; set; }

    /// <summary>&lt;driver intremap&gt;: interrupt remapping.</summary>
    public bool? InterruptRemapping { get; set; }

    public bool? CachingMode { get; set; }

    /// <summary>&lt;driver eim&gt;: extended interrupt mode.</summary>
    public bool? ExtendedInterruptMode { get; set; }

    public bool? Iotlb { get; set; }

    /// <summary>&lt;driver aw_bits&gt;: width of addresses; 0 = not given.</summary>
    public uint AddressWidthBits { get; set; }

    public bool? DmaTranslation { get; set; }

    public bool HasDriverAttributes =>
        InterruptRemapping is not null || CachingMode is not null || ExtendedInterruptMode is not null || Iotlb is not null
        || AddressWidthBits != 0 || DmaTranslation is not null;
}

public enum IommuModel
{
    Intel,
    SmmuV3,
    Virtio,
}

public static class IommuModelNames
{
    public static readonly EnumNames<IommuModel> All = new("intel", "smmuv3", "virtio");
}
