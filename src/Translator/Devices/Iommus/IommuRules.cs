using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Iommus;

/// <summary>Checks of the IOMMU (devices.md 8.9).</summary>
internal static class IommuRules
{
    public static void Check(TranslationContext context)
    {
        List<Iommu> iommus = context.Domain.Iommus;
        if (iommus.Count > 1 && !context.Rules.GuestMayHaveSeveralIommus)
        {
            throw new DomainException("only a single IOMMU device is supported", iommus[1].Position);
        }

        foreach (Iommu iommu in iommus)
        {
            CheckMachine(iommu, context);
            CheckDriver(iommu, context.Rules);
            CheckAddress(iommu);
            CheckAttributes(iommu, context);
        }
    }

    private static void CheckDriver(Iommu iommu, Compatibility rules)
    {
        bool fits = iommu.Model switch
        {
            IommuModel.Intel => iommu is { ExtendedApicIds: null, PassThrough: null, Granule: null, BusIndex: null },
            IommuModel.Amd => iommu is
            {
                CachingMode: null, ExtendedInterruptMode: null, AddressWidthBits: 0, DmaTranslation: null, Granule: null, BusIndex: null
            },
            IommuModel.Virtio => iommu is
            {
                InterruptRemapping: null, CachingMode: null, ExtendedInterruptMode: null, Iotlb: null, DmaTranslation: null,
                ExtendedApicIds: null, PassThrough: null, BusIndex: null
            }
                && (rules.VirtioIommuHasAddressWidth || iommu.AddressWidthBits == 0),
            _ => !iommu.HasDriverAttributes,
        };
        if (!fits)
        {
            throw new DomainException($"iommu model '{IommuModel.Names[iommu.Model]}' doesn't support some additional attributes", iommu.Position);
        }

        if (iommu is { Model: IommuModel.Virtio, AddressWidthBits: not 0 and (< 32 or > 64) })
        {
            throw new DomainException("aw-bits must be within [32,64]", iommu.Position);
        }

        if (iommu.BusIndex is not null)
        {
            throw DomainException.Unsupported("IOMMU device: 'smmuv3' of one PCI bus (pciBus) is not done yet; without pciBus it is the machine's", iommu.Position);
        }

        if (iommu.Granule is { SizeKiB: not (0 or 4 or 8 or 16 or 64) })
        {
            throw DomainException.Unsupported("iommu: unsupported granule size. Supported values are 4, 8, 16 and 64 KiB", iommu.Position);
        }
    }

    private static void CheckMachine(Iommu iommu, TranslationContext context)
    {
        Domain domain = context.Domain;
        QemuCapabilities capabilities = context.Capabilities;
        switch (iommu.Model)
        {
            case IommuModel.Intel:
                if (!domain.IsQ35())
                {
                    throw DomainException.Unsupported("IOMMU device: 'intel' is only supported with Q35 machines", iommu.Position);
                }

                Require(capabilities.Has(Flags.IntelIommu), iommu);
                break;
            case IommuModel.Amd:
                if (!domain.IsQ35())
                {
                    throw DomainException.Unsupported("IOMMU device: 'amd' is only supported with Q35 machines", iommu.Position);
                }

                Require(capabilities.Has(Flags.AmdIommu) && capabilities.Has(Flags.AmdIommuPciId), iommu);
                break;
            case IommuModel.SmmuV3:
                if (!domain.IsArmVirt())
                {
                    throw DomainException.Unsupported("IOMMU device: 'smmuv3' is only supported with ARM Virt machines", iommu.Position);
                }

                Require(capabilities.Has(Flags.MachineVirtIommu), iommu);
                break;
            default:
                if (!domain.IsQ35() && !domain.IsArmVirt())
                {
                    throw DomainException.Unsupported("IOMMU device: 'virtio' is only supported with Q35 and ARM Virt machines", iommu.Position);
                }

                Require(capabilities.Has(Flags.VirtioIommuPci) && capabilities.Has(Flags.VirtioIommuBootBypass), iommu);
                if (!domain.Features.Acpi)
                {
                    throw DomainException.Unsupported("IOMMU device: 'virtio' requires ACPI", iommu.Position);
                }

                break;
        }
    }

    private static void CheckAddress(Iommu iommu)
    {
        bool isPci = iommu.Model is IommuModel.Virtio or IommuModel.Amd;
        if (!isPci && iommu.Address is not null)
        {
            throw new DomainException($"iommu model '{IommuModel.Names[iommu.Model]}' can't have address", iommu.Position);
        }

        if (isPci && iommu.Address is not (null or PciAddress))
        {
            throw DomainException.Unsupported($"iommu model '{IommuModel.Names[iommu.Model]}' supports only PCI address", iommu.Position);
        }
    }

    private static void CheckAttributes(Iommu iommu, TranslationContext context)
    {
        if (iommu.InterruptRemapping == true && context.Domain.Features.IoApic != IoApicDriver.Qemu)
        {
            throw DomainException.Unsupported("IOMMU interrupt remapping requires split I/O APIC (ioapic driver='qemu')", iommu.Position);
        }

        if (iommu is { ExtendedInterruptMode: true, InterruptRemapping: not true })
        {
            throw DomainException.Unsupported("IOMMU eim requires interrupt remapping to be enabled", iommu.Position);
        }

        QemuCapabilities capabilities = context.Capabilities;
        if (iommu.Model == IommuModel.Virtio)
        {
            Attribute(iommu.AddressWidthBits != 0, Flags.VirtioIommuAwBits, "aw_bits", iommu, capabilities);
            Attribute(iommu.Granule is not null, Flags.VirtioIommuGranule, "granule", iommu, capabilities);
        }

        if (iommu.Model != IommuModel.Intel)
        {
            return;
        }

        Attribute(iommu.InterruptRemapping is not null, Flags.IntelIommuIntremap, "interrupt remapping", iommu, capabilities);
        Attribute(iommu.CachingMode is not null, Flags.IntelIommuCachingMode, "caching mode", iommu, capabilities);
        Attribute(iommu.ExtendedInterruptMode is not null, Flags.IntelIommuEim, "eim", iommu, capabilities);
        Attribute(iommu.Iotlb is not null, Flags.IntelIommuDeviceIotlb, "device IOTLB", iommu, capabilities);
        Attribute(iommu.AddressWidthBits != 0, Flags.IntelIommuAwBits, "aw_bits", iommu, capabilities);
        Attribute(iommu.DmaTranslation is not null, Flags.IntelIommuDmaTranslation, "dma translation", iommu, capabilities);
    }

    private static void Attribute(bool used, string flag, string name, Iommu iommu, QemuCapabilities capabilities)
    {
        if (used && !capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"iommu: {name} is not supported with this QEMU binary", iommu.Position);
        }
    }

    private static void Require(bool supported, Iommu iommu)
    {
        if (!supported)
        {
            throw DomainException.Unsupported($"IOMMU device: '{IommuModel.Names[iommu.Model]}' is not supported with this QEMU binary", iommu.Position);
        }
    }
}
