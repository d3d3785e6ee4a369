using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

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

                Require(Flags.Pvpanic, "the QEMU binary does not support the panic device", panic, context.Capabilities);
                break;
            case PanicModel.Pvpanic:
                if (panic.Address is not (null or PciAddress))
                {
                    throw DomainException.Unsupported("pvpanic is supported only with PCI address type", panic.Position);
                }

                Require(Flags.PvpanicPci, "the QEMU binary does not support the pvpanic pci device", panic, context.Capabilities);
                break;
            default:
                if (panic.Address is not null)
                {
                    throw DomainException.Unsupported($"setting the panic device address is not supported for model '{name}'", panic.Position);
                }

                break;
        }
    }

    private static void Require(string flag, string message, Panic panic, QemuCapabilities capabilities)
    {
        if (!capabilities.Has(flag))
        {
            throw DomainException.Unsupported(message, panic.Position);
        }
    }
}
