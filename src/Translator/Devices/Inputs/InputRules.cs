using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Inputs;

/// <summary>Checks of input devices and hubs (devices.md 7.1, 7.2).</summary>
internal static class InputRules
{
    public static void Check(TranslationContext context)
    {
        foreach (Input input in context.Domain.Inputs)
        {
            CheckInput(input, context);
        }

        foreach (Hub hub in context.Domain.Hubs)
        {
            if (!context.Capabilities.Has(Flags.UsbHub))
            {
                throw DomainException.Unsupported("usb-hub not supported by QEMU binary", hub.Position);
            }
        }
    }

    private static void CheckInput(Input input, TranslationContext context)
    {
        if (input.Model is not null && input.Bus != InputBus.Virtio)
        {
            throw DomainException.Unsupported("only bus 'virtio' is supported for an input with a model", input.Position);
        }

        if (input.Type == InputType.Evdev)
        {
            if (input.Bus is not null)
            {
                throw DomainException.Unsupported("input bus is not supported for input type 'evdev'", input.Position);
            }

            return;
        }

        if (input.Model is VirtioModel.VirtioTransitional or VirtioModel.VirtioNonTransitional)
        {
            throw DomainException.Unsupported("virtio (non-)transitional models are not supported for input type=" + InputType.Names[input.Type],
                input.Position);
        }

        switch (input.Bus)
        {
            case InputBus.Ps2:
                CheckPs2(input, context);
                break;
            case InputBus.Usb:
                CheckUsb(input, context.Capabilities);
                break;
            case InputBus.Virtio:
                CheckVirtio(input, context.Capabilities);
                break;
            default:
                throw DomainException.Unsupported($"input bus '{InputBus.Names.Of(input.Bus)}' is not supported", input.Position);
        }
    }

    private static void CheckPs2(Input input, TranslationContext context)
    {
        if (input.Type is not (InputType.Mouse or InputType.Keyboard))
        {
            throw DomainException.Internal($"ps2 bus does not support {InputType.Names[input.Type]} input device", input.Position);
        }

        if (context.Domain.Features.Ps2 == false)
        {
            throw DomainException.Unsupported("PS/2 input devices cannot be used, the ps2 feature is disabled: remove the explicit ps2 inputs", input.Position);
        }

        if (!context.Domain.HasI8042(context.Capabilities))
        {
            throw DomainException.Unsupported("ps2 is not supported by this QEMU binary", input.Position);
        }
    }

    private static void CheckUsb(Input input, QemuCapabilities capabilities)
    {
        if (input.Type == InputType.Passthrough)
        {
            throw DomainException.Unsupported("usb bus does not support passthrough input device", input.Position);
        }

        if (input.Type == InputType.Keyboard && !capabilities.Has(Flags.UsbKbd))
        {
            throw DomainException.Unsupported("usb keyboard is not supported by this QEMU binary", input.Position);
        }
    }

    private static void CheckVirtio(Input input, QemuCapabilities capabilities)
    {
        (string flag, string? ccwFlag) = input.Type switch
        {
            InputType.Mouse => (Flags.VirtioMouse, Flags.VirtioMouseCcw),
            InputType.Tablet => (Flags.VirtioTablet, Flags.VirtioTabletCcw),
            InputType.Keyboard => (Flags.VirtioKeyboard, Flags.VirtioKeyboardCcw),
            _ => (Flags.VirtioInputHost, (string?)null),
        };
        bool supported = capabilities.Has(flag) && (input.Address is not CcwAddress || (ccwFlag is not null && capabilities.Has(ccwFlag)));
        if (!supported)
        {
            throw DomainException.Unsupported($"{flag} is not supported by this QEMU binary", input.Position);
        }
    }
}
