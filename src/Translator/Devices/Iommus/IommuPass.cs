using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Iommus;

/// <summary>A new definition with more than 255 vCPUs gets an Intel or AMD IOMMU that can reach them all (completion.md 1.3, versions.md 2).</summary>
internal sealed class IommuPass : ICompletionPass
{
    private const uint MostVcpusWithoutEim = 255;

    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (!context.Options.AbiUpdate || !domain.IsQ35() || domain.Vcpus.Maximum <= MostVcpusWithoutEim)
        {
            return;
        }

        foreach (Iommu iommu in domain.Iommus)
        {
            if (iommu.Model is IommuModel.Intel or IommuModel.Amd)
            {
                ReachAll(iommu, context);
            }
        }
    }

    private static void ReachAll(Iommu iommu, TranslationContext context)
    {
        if (iommu.Model == IommuModel.Amd)
        {
            if (context.Rules.AmdIommuReachesAllVcpus)
            {
                iommu.InterruptRemapping ??= true;
                iommu.ExtendedApicIds ??= true;
            }

            return;
        }

        if (context.Capabilities.Has(Flags.IntelIommuIntremap))
        {
            iommu.InterruptRemapping ??= true;
        }

        if (context.Capabilities.Has(Flags.IntelIommuEim))
        {
            iommu.ExtendedInterruptMode ??= true;
        }
    }
}
