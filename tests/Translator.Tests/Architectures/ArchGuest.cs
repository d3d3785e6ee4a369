using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Architectures;

/// <summary>Small emulated guests of other architectures than x86, on a made-up QEMU of theirs and an x86 host.</summary>
internal static class ArchGuest
{
    /// <param name="sections">Everything besides name, uuid, memory and os.</param>
    public static TranslationContext Context(string arch, string sections, string? machine = null)
    {
        string xml = $"""
            <domain type='qemu'>
              <name>guest</name>
              <uuid>8a4bfe67-0c6e-4b6a-9d0c-0d4f0a6f3c11</uuid>
              <memory unit='MiB'>1024</memory>
              <os><type arch='{arch}' machine='{machine ?? Machine(arch)}'>hvm</type></os>
              {sections}
            </domain>
            """;
        return new TranslationContext(DomainReader.Read(xml), _ =>
            Qemu(arch, machine), new TestHost(), new Settings(), new TranslationOptions { AbiUpdate = true });
    }

    /// <summary>The domain as it is stored.</summary>
    public static Domain Completed(string arch, string sections, string? machine = null)
    {
        TranslationContext context = Context(arch, sections, machine);
        Translation.Complete(context);
        return context.Domain;
    }

    /// <summary>The XML of the domain as it is stored.</summary>
    public static string Stored(string arch, string sections) => DomainWriter.Write(Completed(arch, sections));

    /// <summary>The command line, options and values joined by blanks.</summary>
    public static string Text(string arch, string sections) => SmallGuest.Text(SmallGuest.Plan(Context(arch, sections)));

    private static string Machine(string arch) => arch switch
    {
        "ppc64" => "pseries",
        "s390x" => "s390-ccw-virtio",
        "ppc" => "ppce500",
        _ => "virt",
    };

    private static QemuCapabilities Qemu(string arch, string? machine)
    {
        var tables = new AcceleratorCapabilities(
            [new(machine ?? Machine(arch), MaxCpus: 64, HotplugCpus: true, DefaultCpuType: null, NumaMemSupported: false, DefaultRamId: "ram", Acpi: false)],
            [new("basic", "basic-cpu", CpuUsable.Yes, [], false), new("other", "other-cpu", CpuUsable.Unknown, [], false)],
            null);
        string[] own = arch switch
        {
            "s390x" => [Flags.VirtioCcw, Flags.Zpci, Flags.S390Sclp, Flags.Sclplmconsole, Flags.VfioCcw, Flags.VfioAp, Flags.VirtioMemCcw],
            "ppc64" => [Flags.SpaprVty, Flags.SpaprPciHostBridge, Flags.TpmSpapr],
            _ => [Flags.VirtioMmio],
        };
        return new QemuCapabilities("/usr/bin/qemu-system-" + arch, arch, 10_000_000, "", [.. TestQemu.Modern.AllFlags, .. own], [(DomainType.Qemu, tables)])
            .WithFlags([], [Flags.KvmPitLostTickPolicy, Flags.I8042]);
    }
}
