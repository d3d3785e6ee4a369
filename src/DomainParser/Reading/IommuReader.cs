using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;iommu&gt; (devices.md 8.9).</summary>
internal static class IommuReader
{
    public static Iommu Read(XmlCursor cursor)
    {
        var iommu = new Iommu { Model = cursor.RequiredEnum("model", IommuModelNames.All) };
        if (cursor.Child("driver") is { } driver)
        {
            iommu.InterruptRemapping = driver.OnOff("intremap");
            iommu.CachingMode = driver.OnOff("caching_mode");
            iommu.ExtendedInterruptMode = driver.OnOff("eim");
            iommu.Iotlb = driver.OnOff("iotlb");
            iommu.AddressWidthBits = driver.UInt("aw_bits") ?? 0;
            iommu.DmaTranslation = driver.OnOff("dma_translation");
        }

        DeviceReader.ReadCommon(cursor, iommu);
        return iommu;
    }
}
