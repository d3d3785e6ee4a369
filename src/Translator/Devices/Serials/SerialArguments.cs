using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Serials;

/// <summary>Serial ports (devices.md 3.1).</summary>
internal static class SerialArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Serial serial in builder.Domain.Serials)
        {
            string chardev = ChardevArguments.Add(builder, serial.Source, serial);
            Require(serial, builder.Capabilities);
            if (IsPlatformDevice(serial))
            {
                builder.Add("-serial", "chardev:" + chardev);
                continue;
            }

            PropertyBag bag = new PropertyBag().Add("driver", SerialModel.Names[serial.Model!.Value]).Add("chardev", chardev).Add("id", serial.Alias);
            switch (serial.Model)
            {
                case SerialModel.IsaSerial:
                    AddressProperties.Add(bag.Add("index", serial.Port), serial, builder.Context);
                    break;
                case SerialModel.SclpConsole or SerialModel.SclpLmConsole:
                    break;
                default:
                    AddressProperties.Add(bag, serial, builder.Context);
                    break;
            }

            builder.AddDevice(bag);
        }
    }

    /// <summary>Ports that the machine itself has, and those of machines that no rule is known for.</summary>
    private static bool IsPlatformDevice(Serial serial)
    {
        if (serial is { TargetType: SerialTarget.SystemSerial, Model: null })
        {
            throw DomainException.Internal("Invalid target model for serial device", serial.Position);
        }

        return serial.TargetType is null || serial.Model is SerialModel.Pl011 or SerialModel.Uart16550A;
    }

    private static void Require(Serial serial, QemuCapabilities capabilities)
    {
        string? flag = serial.Model switch
        {
            SerialModel.IsaSerial => Flags.IsaSerial,
            SerialModel.UsbSerial => Flags.UsbSerial,
            SerialModel.PciSerial => Flags.PciSerial,
            SerialModel.SpaprVty => Flags.SpaprVty,
            SerialModel.Pl011 => Flags.Pl011,
            SerialModel.SclpConsole => Flags.S390Sclp,
            SerialModel.SclpLmConsole => Flags.Sclplmconsole,
            _ => null,
        };
        if (flag is not null && !capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"serial device model '{SerialModel.Names[serial.Model!.Value]}' is not supported in this QEMU binary",
                serial.Position);
        }
    }
}
