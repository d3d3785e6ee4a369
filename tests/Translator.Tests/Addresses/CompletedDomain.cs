using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Addresses;

/// <summary>Small guests out of a machine and a few devices, with memory that other processes may share.</summary>
internal static class CompletedDomain
{
    /// <summary>The guest as libvirt would store it.</summary>
    public static Domain Of(string machine, string devices, bool abiUpdate = true)
    {
        TranslationContext context = Context(machine, devices, abiUpdate);
        Translation.Complete(context);
        return context.Domain;
    }

    /// <summary>The guest as it is started: with aliases, networks resolved.</summary>
    public static TranslationContext Started(string machine, string devices, IHostFacts? host = null)
    {
        TranslationContext context = Context(machine, devices, abiUpdate: true, host);
        SmallGuest.Plan(context);
        return context;
    }

    public static TranslationContext Context(string machine, string devices, bool abiUpdate, IHostFacts? host = null, Settings? settings = null) =>
        SmallGuest.WithDevices(
        devices, machine, host, settings, new TranslationOptions { AbiUpdate = abiUpdate },
            "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>");

    /// <summary>bus:slot.function in hexadecimal, or null for a device without a PCI address.</summary>
    public static string? Place(Device device) =>
        device.Address is PciAddress { IsEmpty: false } address ? $"{address.Bus:x}:{address.Slot:x}.{address.Function:x}" : null;
}
