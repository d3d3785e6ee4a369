using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Fixtures;

/// <summary>
/// A small x86 guest around what one test is about, on <see cref="TestQemu"/> and, where a test has no host of its own, on <see cref="TestHost"/>.
/// </summary>
internal static class SmallGuest
{
    /// <param name="sections">Everything besides name, uuid and os; a guest that gives no memory gets 512 MiB.</param>
    public static TranslationContext Context(
        string sections,
        string machine,
        string os = "",
        string osAttributes = "",
        string type = "kvm",
        IHostFacts? host = null,
        Settings? settings = null,
        TranslationOptions? options = null,
        QemuCapabilities? qemu = null)
    {
        string memory = sections.Contains("<memory unit", StringComparison.Ordinal) ? "" : "<memory unit='MiB'>512</memory>";
        string xml = $"""
            <domain type='{type}'>
              <name>guest</name>
              <uuid>8a4bfe67-0c6e-4b6a-9d0c-0d4f0a6f3c11</uuid>
              {memory}
              <os{osAttributes}><type arch='x86_64' machine='{machine}'>hvm</type>{os}</os>
              {sections}
            </domain>
            """;
        return new TranslationContext(DomainReader.Read(xml), _ => qemu ?? TestQemu.Modern, host ?? new TestHost(), settings ?? new Settings(), options);
    }

    /// <summary>A guest with ACPI and these devices.</summary>
    public static TranslationContext WithDevices(
        string devices, string machine, IHostFacts? host = null, Settings? settings = null, TranslationOptions? options = null, string moreSections = "") =>
        Context($"{moreSections}<features><acpi/></features><devices>{devices}</devices>", machine, host: host, settings: settings, options: options);

    public static LaunchPlan Plan(TranslationContext context)
    {
        Translation.Complete(context);
        return Translation.Plan(context);
    }

    /// <summary>The command line, options and values joined by blanks; every descriptor is called 7.</summary>
    public static string Text(LaunchPlan plan) => string.Join(' ', PlanRenderer.Arguments(plan, new Sevens()));

    private sealed class Sevens : IFdNumbering
    {
        public int NumberOf(PlanResource resource) => 7;
    }
}
