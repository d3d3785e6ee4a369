using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;iommu&gt;.</summary>
internal static class IommuWriter
{
    public static void Write(XmlOutput xml, Iommu iommu)
    {
        xml.Open("iommu").Attr("model", IommuModel.Names[iommu.Model]);
        if (iommu.HasDriverAttributes)
        {
            xml.Open("driver").OnOff("intremap", iommu.InterruptRemapping).OnOff("caching_mode", iommu.CachingMode).OnOff("eim", iommu.ExtendedInterruptMode)
                .OnOff("iotlb", iommu.Iotlb).Attr("aw_bits", iommu.AddressWidthBits == 0 ? (uint?)null : iommu.AddressWidthBits)
                .OnOff("dma_translation", iommu.DmaTranslation)
                .OnOff("passthrough", iommu.PassThrough).OnOff("xtsup", iommu.ExtendedApicIds);
            xml.Attr("pciBus", iommu.BusIndex);
            if (iommu.Granule is { } granule)
            {
                xml.Open("granule");
                _ = granule.SizeKiB == 0 ? xml.Attr("mode", "host") : xml.Attr("size", granule.SizeKiB).Attr("unit", "KiB");
                xml.Close();
            }

            xml.Close();
        }

        DeviceWriter.Finish(xml, iommu);
    }
}
