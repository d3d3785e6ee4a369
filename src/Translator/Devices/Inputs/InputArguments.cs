using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Inputs;

/// <summary>Input devices (devices.md 7.1); PS/2 ones come with the machine.</summary>
internal static class InputArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Input input in builder.Domain.Inputs)
        {
            if (input.Type == InputType.Evdev)
            {
                AddEvdev(builder, input);
            }
            else if (input.Bus == InputBus.Usb)
            {
                AddUsb(builder, input);
            }
            else if (input.Bus == InputBus.Virtio)
            {
                AddVirtio(builder, input);
            }
        }
    }

    private static void AddEvdev(CommandLineBuilder builder, Input input)
    {
        string path = input.SourcePath ?? throw DomainException.Unsupported("an input of type 'evdev' needs a <source>", input.Position);
        builder.Plan.Requirements.Add(new(path, $"input device {input.Alias}", HostAccess.Node));
        builder.AddObject(CommandLineBuilder.Object("input-linux", input.Alias!)
            .Add("evdev", path)
            .Add("repeat", input.Repeat)
            .Add("grab_all", input.GrabAll ? true : null)
            .Add("grab-toggle", InputGrabToggle.Names.Of(input.GrabToggle)));
    }

    private static void AddUsb(CommandLineBuilder builder, Input input)
    {
        string driver = input.Type switch
        {
            InputType.Mouse => "usb-mouse",
            InputType.Tablet => "usb-tablet",
            InputType.Keyboard => "usb-kbd",
            var other => throw DomainException.Unsupported($"an input of type '{InputType.Names[other]}' cannot be on the USB bus", input.Position),
        };
        builder.AddDevice(AddressProperties.Add(new PropertyBag().Add("driver", driver).Add("id", input.Alias), input, builder.Context));
    }

    private static void AddVirtio(CommandLineBuilder builder, Input input)
    {
        string name = input.Type switch
        {
            InputType.Mouse => "virtio-mouse",
            InputType.Tablet => "virtio-tablet",
            InputType.Keyboard => "virtio-keyboard",
            _ => "virtio-input-host",
        };
        PropertyBag bag = new PropertyBag().Add("driver", VirtioDriver.Name(name, input, builder.Context, input.Model));
        VirtioDriver.AddOptions(bag, input.Virtio).Add("id", input.Alias);
        if (input is { Type: InputType.Passthrough, SourcePath: { } path })
        {
            builder.Plan.Requirements.Add(new(path, $"input device {input.Alias}", HostAccess.Node));
            bag.Add("evdev", path);
        }

        ZpciArguments.Add(builder, input);
        builder.AddDevice(AddressProperties.Add(bag, input, builder.Context));
    }
}
