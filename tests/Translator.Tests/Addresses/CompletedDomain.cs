using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Addresses;

/// <summary>Small guests out of a machine and a few devices.</summary>
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
        Translation.Complete(context);
        Translation.Plan(context);
        return context;
    }

    public static TranslationContext Context(string machine, string devices, bool abiUpdate, IHostFacts? host = null, Settings? settings = null) =>
        new(DomainReader.Read(Xml(machine, devices)), _ => TestQemu.Modern, host ?? new TestHost(), settings ?? new Settings(), new TranslationOptions { AbiUpdate = abiUpdate });

    /// <summary>bus:slot.function in hexadecimal, or null for a device without a PCI address.</summary>
    public static string? Place(Device device) =>
        device.Address is PciAddress { IsEmpty: false } address ? $"{address.Bus:x}:{address.Slot:x}.{address.Function:x}" : null;

    private static string Xml(string machine, string devices) =>
        $"""
        <domain type='kvm'>
          <name>guest</name>
          <uuid>5c2f8a3e-0d7b-4a11-9f35-6b1c9e42d7a0</uuid>
          <memory unit='MiB'>512</memory>
          <memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>
          <os><type arch='x86_64' machine='{machine}'>hvm</type></os>
          <features><acpi/></features>
          <devices>{devices}</devices>
        </domain>
        """;
}
