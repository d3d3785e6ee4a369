using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Memory;

/// <summary>Sizes as QEMU can have them; an incoming guest keeps those it has (completion.md 4.3, "Alignment at start").</summary>
internal sealed class MemoryAlignmentPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Options.IncomingUri is not null)
        {
            return;
        }

        Domain domain = context.Domain;
        ulong initial = 0;
        if (domain.Cpu?.Numa is { } numa)
        {
            foreach (NumaCell cell in numa.Cells)
            {
                cell.MemoryKiB = MemoryAlignment.Memory(domain, cell.MemoryKiB);
                initial += cell.MemoryKiB;
            }
        }
        else
        {
            initial = MemoryAlignment.Memory(domain, GuestMemory.InitialKiB(domain));
        }

        foreach (MemoryDevice device in domain.MemoryDevices)
        {
            device.SizeKiB = MemoryAlignment.Device(domain, device);
        }

        domain.MemoryKiB = initial + GuestMemory.DevicesKiB(domain);
        if (domain.MaxMemoryKiB is { } maximum)
        {
            domain.MaxMemoryKiB = MemoryAlignment.Memory(domain, maximum);
        }
    }
}
