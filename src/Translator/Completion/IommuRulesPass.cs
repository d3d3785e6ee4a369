using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Completion;

/// <summary>Which IOMMU goes with which machine, and what it can be told (devices.md 8.9).</summary>
public sealed class IommuRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Domain.Iommu is not { } iommu)
        {
            return;
        }

        Attributes(context.Domain, iommu);
        switch (iommu.Model)
        {
            case IommuModel.Intel:
                Intel(context, iommu);
                break;
            case IommuModel.SmmuV3:
                Require(context.Domain.IsArmVirt(), "IOMMU device: 'smmuv3' is only supported with ARM Virt machines", iommu);
                Require(context.Capabilities.Has(Flags.MachineVirtIommu), "IOMMU device: 'smmuv3' is not supported with this QEMU binary", iommu);
                break;
            default:
                Virtio(context, iommu);
                break;
        }
    }

    private static void Attributes(Domain domain, Iommu iommu)
    {
        string model = IommuModelNames.All[iommu.Model];
        if (iommu.Model != IommuModel.Intel && iommu.HasDriverAttributes)
        {
            throw new DomainException($"iommu model '{model}' doesn't support additional attributes", iommu.Position);
        }

        if (iommu.Model == IommuModel.Virtio)
        {
            Require(iommu.Address is null or PciAddress, "the virtio IOMMU can have only an address of type 'pci'", iommu);
        }
        else if (iommu.Address is not null)
        {
            throw new DomainException($"iommu model '{model}' can't have address", iommu.Position);
        }

        if (iommu.InterruptRemapping == true && domain.Features.IoApic != IoApicDriver.Qemu)
        {
            throw new DomainException("IOMMU interrupt remapping requires split I/O APIC (ioapic driver='qemu')", iommu.Position);
        }

        if (iommu is { ExtendedInterruptMode: true, InterruptRemapping: not true })
        {
            throw new DomainException("IOMMU eim requires interrupt remapping to be enabled", iommu.Position);
        }
    }

    private static void Intel(TranslationContext context, Iommu iommu)
    {
        QemuCapabilities capabilities = context.Capabilities;
        Require(context.Domain.IsQ35(), "IOMMU device: 'intel' is only supported with Q35 machines", iommu);
        Require(capabilities.Has(Flags.IntelIommu), "IOMMU device: 'intel' is not supported with this QEMU binary", iommu);
        Flag(iommu.InterruptRemapping is not null, Flags.IntelIommuIntremap, "interrupt remapping");
        Flag(iommu.CachingMode is not null, Flags.IntelIommuCachingMode, "caching mode");
        Flag(iommu.ExtendedInterruptMode is not null, Flags.IntelIommuEim, "eim");
        Flag(iommu.Iotlb is not null, Flags.IntelIommuDeviceIotlb, "device IOTLB");
        Flag(iommu.AddressWidthBits != 0, Flags.IntelIommuAwBits, "aw_bits");
        Flag(iommu.DmaTranslation is not null, Flags.IntelIommuDmaTranslation, "dma translation");

        void Flag(bool given, string flag, string what) => Require(!given || capabilities.Has(flag), $"iommu: {what} is not supported with this QEMU binary", iommu);
    }

    private static void Virtio(TranslationContext context, Iommu iommu)
    {
        Domain domain = context.Domain;
        Require(domain.IsQ35() || domain.IsArmVirt(), "IOMMU device: 'virtio' is only supported with Q35 and ARM Virt machines", iommu);
        Require(context.Capabilities.Has(Flags.VirtioIommuPci), "IOMMU device: 'virtio' is not supported with this QEMU binary", iommu);
        Require(domain.Features.Acpi, "IOMMU device: 'virtio' requires ACPI", iommu);
        Require(context.Capabilities.Has(Flags.VirtioIommuBootBypass), "virtio-iommu is not supported with this QEMU binary", iommu);
    }

    private static void Require(bool holds, string otherwise, Iommu iommu)
    {
        if (!holds)
        {
            throw DomainException.Unsupported(otherwise, iommu.Position);
        }
    }
}
