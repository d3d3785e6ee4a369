using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Inputs;

/// <summary>The bus of input devices that name none (completion.md 6.4).</summary>
internal sealed class InputPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Input input in domain.Inputs)
        {
            if (input.Bus is null && input.Type != InputType.Evdev)
            {
                input.Bus = BusOf(input.Type, domain);
            }
        }
    }

    private static InputBus BusOf(InputType type, Domain domain)
    {
        if (type is InputType.Mouse or InputType.Keyboard && domain.IsX86())
        {
            return InputBus.Ps2;
        }

        return domain.IsS390() || type == InputType.Passthrough ? InputBus.Virtio : InputBus.Usb;
    }
}
