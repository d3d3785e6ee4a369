using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Iommus;

/// <summary>The IOMMU device (devices.md 8.9); smmuv3 is a property of the machine instead.</summary>
internal static class IommuArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Iommu iommu in builder.Domain.Iommus)
        {
            Add(builder, iommu);
        }
    }

    private static void Add(CommandLineBuilder builder, Iommu iommu)
    {
        switch (iommu.Model)
        {
            case IommuModel.Intel:
                builder.AddDevice(new PropertyBag().Add("driver", "intel-iommu").Add("id", iommu.Alias)
                    .Add("intremap", Word(iommu.InterruptRemapping)).Add("caching-mode", iommu.CachingMode).Add("eim", Word(iommu.ExtendedInterruptMode))
                    .Add("device-iotlb", iommu.Iotlb).AddPositive("aw-bits", iommu.AddressWidthBits).Add("dma-translation", iommu.DmaTranslation));
                break;
            case IommuModel.Virtio:
                PropertyBag virtio = new PropertyBag().Add("driver", "virtio-iommu").Add("id", iommu.Alias).AddPositive("aw-bits", iommu.AddressWidthBits);
                virtio.Add("granule", iommu.Granule is { } granule ? granule.SizeKiB == 0
                    ? "host" : string.Create(CultureInfo.InvariantCulture, $"{granule.SizeKiB}k") : null);
                builder.AddDevice(AddressProperties.Add(virtio, iommu, builder.Context));
                break;
            case IommuModel.Amd:
                builder.AddDevice(AddressProperties.Add(new PropertyBag().Add("driver", "AMDVI-PCI").Add("id", iommu.Alias), iommu, builder.Context));
                builder.AddDevice(new PropertyBag().Add("driver", "amd-iommu").Add("pci-id", iommu.Alias)
                    .Add("intremap", Word(iommu.InterruptRemapping)).Add("pt", iommu.PassThrough).Add("xtsup", iommu.ExtendedApicIds)
                        .Add("device-iotlb", iommu.Iotlb));
                break;
        }
    }

    /// <summary>QEMU has these two as words, not as switches.</summary>
    private static string? Word(bool? on) => on is { } value ? (value ? "on" : "off") : null;
}
