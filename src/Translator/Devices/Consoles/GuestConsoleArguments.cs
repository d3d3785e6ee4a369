using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Consoles;

/// <summary>Consoles (devices.md 3.4); one of type serial only mirrors the first serial port.</summary>
internal static class GuestConsoleArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (GuestConsole console in builder.Domain.Consoles)
        {
            string? driver = console.TargetType switch
            {
                ConsoleTarget.Serial => null,
                ConsoleTarget.Virtio => "virtconsole",
                ConsoleTarget.Sclp => "sclpconsole",
                ConsoleTarget.SclpLm => "sclplmconsole",
                var other => throw DomainException.Unsupported($"unsupported console target type {ConsoleTarget.Names[other]}", console.Position),
            };
            if (driver is null)
            {
                continue;
            }

            string chardev = ChardevArguments.Add(builder, console.Source, console, "vdagent");
            PropertyBag bag = new PropertyBag().Add("driver", driver);
            if (console.TargetType == ConsoleTarget.Virtio)
            {
                if (console.Address is not (null or VirtioSerialAddress or CcwAddress))
                {
                    throw DomainException.Unsupported("virtio serial device has invalid address type", console.Position);
                }

                AddressProperties.Add(bag, console, builder.Context);
            }

            builder.AddDevice(bag.Add("chardev", chardev).Add("id", console.Alias));
        }
    }
}
