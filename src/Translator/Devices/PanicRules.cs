using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using static VirshLite.Translator.Devices.Requirement;

namespace VirshLite.Translator.Devices;

/// <summary>Checks of panic devices (devices.md 8.5).</summary>
internal static class PanicRules
{
    public static void Check(TranslationContext context)
    {
        foreach (Panic panic in context.Domain.Panics)
        {
            CheckPanic(panic, context);
        }
    }

    private static void CheckPanic(Panic panic, TranslationContext context)
    {
        Domain domain = context.Domain;
        string name = PanicModelNames.All[panic.Model!.Value];
        bool fits = panic.Model switch
        {
            PanicModel.S390 => domain.IsS390(),
            PanicModel.Hyperv => domain.IsX86(),
            PanicModel.Pseries => domain.IsPseries(),
            _ => true,
        };
        if (!fits)
        {
            throw DomainException.Unsupported($"panic device of model '{name}' is not supported on architecture '{domain.Os.Arch}' and machine type '{domain.Os.Machine}'", panic.Position);
        }

        switch (panic.Model)
        {
            case PanicModel.Isa:
                if (panic.Address is not (null or IsaAddress))
                {
                    throw DomainException.Unsupported("panic is supported only with ISA address type", panic.Position);
                }

                Require(context.Capabilities.Has(Flags.Pvpanic), panic, "the QEMU binary does not support the panic device");
                break;
            case PanicModel.Pvpanic:
                if (panic.Address is not (null or PciAddress))
                {
                    throw DomainException.Unsupported("pvpanic is supported only with PCI address type", panic.Position);
                }

                Require(context.Capabilities.Has(Flags.PvpanicPci), panic, "the QEMU binary does not support the pvpanic pci device");
                break;
            default:
                if (panic.Address is not null)
                {
                    throw DomainException.Unsupported($"setting the panic device address is not supported for model '{name}'", panic.Position);
                }

                break;
        }
    }
}
