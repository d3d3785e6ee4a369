using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using Parallel = VirshLite.DomainParser.Model.Parallel;

namespace VirshLite.Translator.Devices.CharacterDevices;

/// <summary>Checks of serial and parallel ports, consoles, channels, smartcards and redirected devices (devices.md 3).</summary>
internal static class CharacterDeviceRules
{
    public static void Check(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Serial serial in domain.Serials)
        {
            ChardevRules.Check(serial.Source, serial, context);
            CheckSerial(serial, domain);
        }

        foreach (Parallel parallel in domain.Parallels)
        {
            ChardevRules.Check(parallel.Source, parallel, context);
            if (domain.IsPseries() || domain.IsS390())
            {
                throw DomainException.Unsupported("parallel ports are not supported on this machine", parallel.Position);
            }
        }

        foreach (Channel channel in domain.Channels)
        {
            ChardevRules.Check(channel.Source, channel, context, pathIsMade: channel.TargetType is ChannelTarget.Virtio or ChannelTarget.Xen);
        }

        foreach (GuestConsole console in domain.Consoles)
        {
            CheckConsole(console, context);
        }

        CheckSmartcards(context);
        CheckRedirdevs(context);
    }

    private static void CheckSerial(Serial serial, Domain domain)
    {
        if (serial.TargetType is not { } type)
        {
            if (serial.Model is { } alone)
            {
                throw DomainException.Unsupported($"Target model '{SerialModel.Names[alone]}' requires a target type", serial.Position);
            }

            return;
        }

        if (!AddressFits(type, serial.Address))
        {
            throw DomainException.Unsupported(
                $"Target type '{SerialTarget.Names[type]}' requires address type '{AddressType(type) ?? "none"}', it has '{serial.Address!.TypeName}'",
                    serial.Position);
        }

        if (serial.Model is { } model && !ModelFits(type, model))
        {
            throw DomainException.Unsupported(
                $"Target model '{SerialModel.Names[model]}' requires another target type than '{SerialTarget.Names[type]}'", serial.Position);
        }

        bool fits = (type, serial.Model) switch
        {
            (SerialTarget.SpaprVioSerial, _) => domain.IsPseries(),
            (SerialTarget.SclpSerial, _) => domain.IsS390(),
            (SerialTarget.SystemSerial, SerialModel.Pl011) => domain.IsArmVirt(),
            (SerialTarget.SystemSerial, SerialModel.Uart16550A) => domain.IsRiscvVirt() || domain.IsLoongArchVirt(),
            _ => true,
        };
        if (!fits)
        {
            throw DomainException.Unsupported(
                $"Serial device with target type '{SerialTarget.Names[type]}' and target model '{SerialModel.Names.Of(serial.Model)}' not compatible with "
                + "guest architecture or machine type", serial.Position);
        }
    }

    private static bool AddressFits(SerialTarget type, DeviceAddress? address) => address is null || address.TypeName == AddressType(type);

    private static string? AddressType(SerialTarget type) => type switch
    {
        SerialTarget.IsaSerial or SerialTarget.IsaDebug => "isa",
        SerialTarget.UsbSerial => "usb",
        SerialTarget.PciSerial => "pci",
        SerialTarget.SpaprVioSerial => "spapr-vio",
        _ => null,
    };

    private static bool ModelFits(SerialTarget type, SerialModel model) => type switch
    {
        SerialTarget.IsaSerial => model == SerialModel.IsaSerial,
        SerialTarget.UsbSerial => model == SerialModel.UsbSerial,
        SerialTarget.PciSerial => model == SerialModel.PciSerial,
        SerialTarget.SpaprVioSerial => model == SerialModel.SpaprVty,
        SerialTarget.SystemSerial => model is SerialModel.Pl011 or SerialModel.Uart16550A,
        SerialTarget.SclpSerial => model is SerialModel.SclpConsole or SerialModel.SclpLmConsole,
        _ => model == SerialModel.IsaDebugcon,
    };

    private static void CheckConsole(GuestConsole console, TranslationContext context)
    {
        if (console.TargetType == ConsoleTarget.Serial)
        {
            return;
        }

        ChardevRules.Check(console.Source, console, context);
        string? flag = console.TargetType switch
        {
            ConsoleTarget.Virtio => null,
            ConsoleTarget.Sclp => Flags.S390Sclp,
            ConsoleTarget.SclpLm => Flags.Sclplmconsole,
            var other => throw DomainException.Unsupported($"unsupported console target type '{ConsoleTarget.Names[other]}'", console.Position),
        };
        if (flag is not null && !context.Capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"{ConsoleTarget.Names[console.TargetType]}console is not supported in this QEMU binary", console.Position);
        }
    }

    private static void CheckSmartcards(TranslationContext context)
    {
        List<Smartcard> cards = context.Domain.Smartcards;
        foreach (Smartcard card in cards)
        {
            if (cards.Count > 1 || card.Address is not (null or CcidAddress { Controller: 0, Slot: 0 }))
            {
                throw DomainException.Unsupported("this QEMU binary lacks multiple smartcard support: one card, at ccid controller 0, slot 0", card.Position);
            }

            if (card.Source is { } source)
            {
                ChardevRules.Check(source, card, context);
            }

            if (!context.Capabilities.Has(card.Mode == SmartcardMode.Passthrough ? Flags.CcidPassthru : Flags.CcidEmulated))
            {
                throw DomainException.Unsupported($"this QEMU binary lacks smartcard {SmartcardMode.Names[card.Mode]} mode support", card.Position);
            }
        }
    }

    private static void CheckRedirdevs(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Redirdev redirdev in domain.Redirdevs)
        {
            ChardevRules.Check(redirdev.Source, redirdev, context);
            if (!context.Capabilities.Has(Flags.UsbRedir))
            {
                throw DomainException.Unsupported("USB redirection is not supported by this version of QEMU", redirdev.Position);
            }

            if (domain.RedirFilter is { Entries.Count: > 0 } && !context.Capabilities.Has(Flags.UsbRedirFilter))
            {
                throw DomainException.Unsupported("USB redirection filter is not supported by this version of QEMU", redirdev.Position);
            }
        }
    }
}
