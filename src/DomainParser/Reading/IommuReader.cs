using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;iommu&gt; (devices.md 8.9).</summary>
internal static class IommuReader
{
    public static Iommu Read(XmlCursor cursor)
    {
        var iommu = new Iommu { Model = cursor.RequiredEnum("model", IommuModel.Names) };
        cursor.RefuseNewer(iommu.Model == IommuModel.Amd, "model='amd'", "11.5");
        if (cursor.Child("driver") is { } driver)
        {
            iommu.InterruptRemapping = driver.OnOff("intremap");
            iommu.CachingMode = driver.OnOff("caching_mode");
            iommu.ExtendedInterruptMode = driver.OnOff("eim");
            iommu.Iotlb = driver.OnOff("iotlb");
            iommu.AddressWidthBits = driver.UInt("aw_bits") ?? 0;
            iommu.DmaTranslation = driver.Since("10.7").OnOff("dma_translation");
            iommu.ExtendedApicIds = driver.Since("11.5").OnOff("xtsup");
            iommu.PassThrough = driver.Since("11.5").OnOff("passthrough");
            iommu.Granule = driver.Since("12.1").Child("granule") is { } granule ? Granule(granule) : null;
            iommu.BusIndex = driver.Since("11.10").UInt("pciBus");
        }

        DeviceReader.ReadCommon(cursor, iommu);
        return iommu;
    }

    private static IommuGranule? Granule(XmlCursor granule)
    {
        if (granule.Text("mode") is { } mode)
        {
            if (granule.Text("size") is not null)
            {
                throw granule.Error("'mode' and 'size' can't be specified at the same time for 'granule'");
            }

            return mode == "host" ? new IommuGranule(0)
                : throw granule.Error($"'{mode}' is not a value of the attribute 'mode' of <granule>; 'host' would be right");
        }

        return granule.AttributeBytes("size", "KiB") is { } size ? new IommuGranule(DataSize.ToKiBRoundedUp(size)) : null;
    }
}
