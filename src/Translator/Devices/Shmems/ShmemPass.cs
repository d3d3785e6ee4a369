using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Shmems;

/// <summary>Sizes and interrupts of shared memory, and which of its models need a server (completion.md 6.12).</summary>
internal sealed class ShmemPass : ICompletionPass
{
    private const ulong DefaultSizeBytes = 4 << 20;

    public void Run(TranslationContext context)
    {
        foreach (Shmem shmem in context.Domain.Shmems)
        {
            Complete(shmem);
        }
    }

    private static void Complete(Shmem shmem)
    {
        switch (shmem.Model)
        {
            case ShmemModel.IvshmemPlain when shmem.HasServer:
                throw new DomainException("shmem model 'ivshmem-plain' is supported without server option only", shmem.Position);
            case ShmemModel.IvshmemDoorbell when !shmem.HasServer:
                throw new DomainException("shmem model 'ivshmem-doorbell' requires server option", shmem.Position);
            case ShmemModel.IvshmemDoorbell:
                if (shmem.SizeBytes is > 0)
                {
                    throw new DomainException("shmem size cannot be specified when using a server: the server decides", shmem.Position);
                }

                shmem.HasMsi = true;
                shmem.MsiIoeventfd ??= true;
                return;
        }

        if (shmem.SizeBytes is null or 0)
        {
            shmem.SizeBytes = DefaultSizeBytes;
        }
    }
}
