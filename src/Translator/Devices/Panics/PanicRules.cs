using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Panics;

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
        string name = PanicModel.Names[panic.Model!.Value];
        string? others = panic.Model switch
        {
            PanicModel.S390 when !domain.IsS390() => "S390",
            PanicModel.Hyperv when !domain.IsX86() => "i686 and x86_64",
            PanicModel.Pseries when !domain.IsPseries() => "pSeries",
            _ => null,
        };
        if (others is not null)
        {
            throw DomainException.Unsupported($"only {others} guests support panic device of model '{name}'", panic.Position);
        }

        switch (panic.Model)
        {
            case PanicModel.Isa:
                if (panic.Address is not (null or IsaAddress))
                {
                    throw DomainException.Unsupported("panic is supported only with ISA address type", panic.Position);
                }

                Require(context.Capabilities.Has(Flags.Pvpanic), panic, "the QEMU binary does not support the ISA panic device");
                break;
            case PanicModel.Pvpanic:
                if (panic.Address is not PciAddress)
                {
                    throw DomainException.Unsupported("pvpanic is supported only with PCI address type", panic.Position);
                }

                Require(context.Capabilities.Has(Flags.PvpanicPci), panic, "the QEMU binary does not support the PCI pvpanic device");
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
