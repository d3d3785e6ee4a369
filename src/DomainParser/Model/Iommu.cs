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

    /// <summary>&lt;driver xtsup&gt;: AMD's extended APIC ids.</summary>
    public bool? ExtendedApicIds { get; set; }

    /// <summary>&lt;driver passthrough&gt;: devices may have translation switched off.</summary>
    public bool? PassThrough { get; set; }

    /// <summary>&lt;driver&gt;&lt;granule&gt;: the smallest page that can be mapped; null where absent.</summary>
    public IommuGranule? Granule { get; set; }

    /// <summary>&lt;driver pciBus&gt; of smmuv3: the index of the PCI controller whose devices it translates for; null where absent.</summary>
    public uint? BusIndex { get; set; }

    public bool HasDriverAttributes =>
        InterruptRemapping is not null || CachingMode is not null || ExtendedInterruptMode is not null || Iotlb is not null
        || AddressWidthBits != 0 || DmaTranslation is not null || ExtendedApicIds is not null || PassThrough is not null || Granule is not null
        || BusIndex is not null;
}

public enum IommuModel
{
    Intel,
    SmmuV3,
    Virtio,
    Amd,
}

/// <summary>&lt;granule size=&gt; or &lt;granule mode='host'/&gt;.</summary>
/// <param name="SizeKiB">0: the host's page size.</param>
public readonly record struct IommuGranule(ulong SizeKiB);

public static class IommuModelNames
{
    private static readonly EnumNames<IommuModel> All = new("intel", "smmuv3", "virtio", "amd");

    extension(IommuModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<IommuModel> Names => All;
    }
}
