using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Versions;

/// <summary>A small guest by the rules of one libvirt, on a QEMU that has all that the newest of them asks for.</summary>
internal static class VersionGuest
{
    private static readonly QemuCapabilities Qemu = TestQemu.Modern.WithFlags(
        [
            Flags.Nvme, Flags.NvmeNamespace, Flags.AmdIommu, Flags.AmdIommuPciId, Flags.IommuFd, Flags.AcpiGenericInitiator, Flags.UefiVarsX64, Flags.UsbBot,
            Flags.VirtioIommuAwBits, Flags.VirtioIommuGranule, Flags.VhostUserVga, Flags.VhostUserGpu,
        ],
        []);

    public static TranslationContext Context(string version, string sections, string machine, string os = "", QemuCapabilities? qemu = null,
        bool isDefined = false)
    {
        Compatibility rules = Compatibility.Of(version);
        string xml = $"""
            <domain type='kvm'>
              <name>guest</name>
              <uuid>8a4bfe67-0c6e-4b6a-9d0c-0d4f0a6f3c11</uuid>
              {(sections.Contains("<memory unit", StringComparison.Ordinal) ? "" : "<memory unit='MiB'>512</memory>")}
              <os><type arch='x86_64' machine='{machine}'>hvm</type>{os}</os>
              {sections}
            </domain>
            """;
        return new TranslationContext(
            DomainReader.Read(xml, new ReadingOptions { Knows = rules.Knows }), _ =>
                qemu ?? Qemu, new TestHost(), new Settings { Rules = rules }, new TranslationOptions { AbiUpdate = !isDefined, IsStored = isDefined });
    }

    /// <summary>The XML as it is stored.</summary>
    public static string Stored(string version, string sections, string machine = "q35", string os = "", QemuCapabilities? qemu = null)
    {
        TranslationContext context = Context(version, sections, machine, os, qemu);
        Translation.Complete(context);
        return DomainWriter.Write(context.Domain, knows: context.Rules.Knows);
    }

    /// <summary>The command line, options and values joined by blanks.</summary>
    public static string Text(string version, string sections, string machine = "q35", string os = "") =>
        SmallGuest.Text(SmallGuest.Plan(Context(version, sections, machine, os)));
}
