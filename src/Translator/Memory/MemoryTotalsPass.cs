using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Memory;

/// <summary>The guest's memory as a whole (completion.md 4.3).</summary>
internal sealed class MemoryTotalsPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        ulong devices = GuestMemory.DevicesKiB(domain);
        if (domain.Cpu?.Numa is { } numa && (context.Options.AbiUpdate || domain.MemoryKiB is null or 0))
        {
            ulong cells = 0;
            foreach (NumaCell cell in numa.Cells)
            {
                cells += cell.MemoryKiB;
            }

            domain.MemoryKiB = cells + devices;
        }

        ulong total = domain.MemoryKiB ?? 0;
        if (total == 0)
        {
            throw new DomainException("memory size must be specified via <memory> or in the <numa> configuration");
        }

        if (total <= devices)
        {
            throw new DomainException("the memory devices take up the whole memory of the guest: <memory> counts them in");
        }

        if (domain.CurrentMemoryKiB is null or 0 || domain.CurrentMemoryKiB > total)
        {
            domain.CurrentMemoryKiB = total;
        }

        if (domain.MaxMemoryKiB < total)
        {
            throw new DomainException("maximum memory size must be equal or greater than the actual memory size");
        }
    }
}
