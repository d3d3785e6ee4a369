using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>Interrupt remapping needs the I/O APIC in QEMU (completion.md 1.3 and 4.1).</summary>
internal sealed class IoApicPass : ICompletionPass
{
    /// <summary>With more vCPUs than this an APIC id takes more than eight bits.</summary>
    private const uint MostVcpusWithoutEim = 255;

    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        bool many = domain.IsQ35() && domain.Vcpus.Maximum > MostVcpusWithoutEim;
        foreach (Iommu iommu in domain.Iommus)
        {
            Run(context, iommu, many);
        }
    }

    private static void Run(TranslationContext context, Iommu iommu, bool many)
    {
        Domain domain = context.Domain;
        if (context.Options.AbiUpdate && many && iommu.Model == IommuModel.Intel)
        {
            iommu.InterruptRemapping ??= true;
            iommu.ExtendedInterruptMode ??= true;
        }

        if (context.Options.AbiUpdate && many && iommu.Model == IommuModel.Amd && context.Rules.AmdIommuReachesAllVcpus)
        {
            iommu.InterruptRemapping ??= true;
            iommu.ExtendedApicIds ??= true;
        }

        if (domain.IsX86() && (iommu.InterruptRemapping == true || many))
        {
            domain.Features.IoApic ??= IoApicDriver.Qemu;
        }
    }
}
