using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Memory;

/// <summary>A new guest whose memory can grow gets a NUMA node to grow in; the first node gets the CPUs that no node has (completion.md 4.3).</summary>
internal sealed class NumaNodesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (context.Options.AbiUpdate && GuestMemory.HasHotplug(domain) && domain.Cpu?.Numa is null && !domain.IsS390Ccw())
        {
            AddNode(domain);
        }

        if (domain.Cpu?.Numa is { } numa)
        {
            FillUp(numa, domain.Vcpus.Maximum);
        }
    }

    private static void AddNode(Domain domain)
    {
        ulong devices = GuestMemory.DevicesKiB(domain);
        if (devices > (domain.MemoryKiB ?? 0))
        {
            throw new DomainException("the memory devices are together larger than the guest's memory", domain.MemoryDevices[0].Position);
        }

        domain.Cpu ??= new DomainParser.Model.Cpu { IsImplicit = true };
        domain.Cpu.Numa = new Numa { Cells = { new NumaCell { MemoryKiB = (domain.MemoryKiB ?? 0) - devices } } };
        foreach (MemoryDevice device in domain.MemoryDevices)
        {
            if (device.Model is MemoryModel.Dimm or MemoryModel.Nvdimm or MemoryModel.VirtioMem)
            {
                device.TargetNode ??= 0;
            }
        }
    }

    private static void FillUp(Numa numa, uint vcpus)
    {
        NumberSet elsewhere = NumberSet.Empty;
        int count = 0;
        for (int i = 0; i < numa.Cells.Count; i++)
        {
            if (numa.Cells[i].Cpus is not { } cpus)
            {
                continue;
            }

            count += cpus.Count;
            if (i > 0)
            {
                elsewhere = elsewhere.Union(cpus);
            }
        }

        if (count < vcpus)
        {
            numa.Cells[0].Cpus = NumberSet.Range(0, vcpus - 1).Except(elsewhere);
        }
    }
}
