using System.Numerics;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Pstores;

/// <summary>What a persistent store needs of QEMU; its size (devices.md 8).</summary>
internal static class PstoreRules
{
    private const ulong SmallestKiB = 4;

    public static void Check(TranslationContext context)
    {
        if (context.Domain.Pstore is not { } pstore)
        {
            return;
        }

        Require(context.Capabilities.Has(Flags.AcpiErst), pstore, "acpi-erst is not supported with this QEMU binary");
        if (pstore.SizeKiB < SmallestKiB || !BitOperations.IsPow2(pstore.SizeKiB))
        {
            throw new DomainException("invalid size of ACPI ERST pstore device: a power of 2 and at least 4 KiB", pstore.Position);
        }

        Require(pstore.Address is null or PciAddress, pstore, "acpi-erst supports only PCI address type");
    }
}
