using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>Gives every device its address (addresses.md 1.4); once when a domain is defined, once more when it is started.</summary>
internal sealed class AddressPass : ICompletionPass
{
    private readonly bool isStart;

    public AddressPass(bool isStart) => this.isStart = isStart;

    public void Run(TranslationContext context)
    {
        VirtioSerialPorts.Assign(context.Domain, context.Rules);
        SpaprVioAddresses.Assign(context.Domain);
        CcwAddresses.Assign(context);
        VirtioMmioAddresses.Assign(context);
        PciAddresses.Assign(context);
        UsbAddresses.Assign(context.Domain, onlyWhereComplete: !isStart && !context.Options.AbiUpdate);
        MemorySlots.Assign(context.Domain);
    }
}
