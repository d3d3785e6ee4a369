using System.Numerics;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Shmems;

/// <summary>What a shared memory device needs of QEMU; its name and size (devices.md 8).</summary>
internal static class ShmemRules
{
    private const ulong SmallestBytes = 1 << 20;

    public static void Check(TranslationContext context)
    {
        foreach (Shmem shmem in context.Domain.Shmems)
        {
            Check(shmem, context.Capabilities);
        }
    }

    private static void Check(Shmem shmem, QemuCapabilities capabilities)
    {
        if (shmem.Name.Contains('/', StringComparison.Ordinal) || shmem.Name is "." or "..")
        {
            throw new DomainException($"shmem name '{shmem.Name}' cannot be a path: no '/', '.' or '..'", shmem.Position);
        }

        if (shmem.SizeBytes is { } size && (size < SmallestBytes || !BitOperations.IsPow2(size)))
        {
            throw new DomainException("shmem size must be a power of 2 and at least 1 MiB (1024 KiB)", shmem.Position);
        }

        string? flag = shmem.Model switch
        {
            ShmemModel.IvshmemPlain => Flags.IvshmemPlain,
            ShmemModel.IvshmemDoorbell => Flags.IvshmemDoorbell,
            _ => null,
        };
        Require(shmem.Model != ShmemModel.Ivshmem, shmem, "ivshmem device is no longer supported");
        Require(flag is not null && capabilities.Has(flag), shmem, $"shmem model '{ShmemModel.Names[shmem.Model]}' is not supported by this QEMU binary");
    }
}
