using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Plans of a small x86 guest around the devices of one test.</summary>
internal static class DeviceSpec
{
    public static TranslationContext Context(string devices, IHostFacts? host = null, Settings? settings = null, TranslationOptions? options = null, string machine = "pc")
    {
        string xml = $"""
            <domain type='kvm'>
              <name>demo</name>
              <uuid>8a4bfe67-0c6e-4b6a-9d0c-0d4f0a6f3c11</uuid>
              <memory unit='MiB'>512</memory>
              <vcpu>1</vcpu>
              <os><type arch='x86_64' machine='{machine}'>hvm</type></os>
              <features><acpi/></features>
              <devices>{devices}</devices>
            </domain>
            """;
        return new TranslationContext(DomainReader.Read(xml), _ => TestQemu.Modern, host ?? new TestHost(), settings ?? new Settings(), options);
    }

    public static LaunchPlan Plan(string devices, IHostFacts? host = null, Settings? settings = null, TranslationOptions? options = null)
    {
        TranslationContext context = Context(devices, host, settings, options);
        Translation.Complete(context);
        return Translation.Plan(context);
    }

    /// <summary>The command line, options and values joined by blanks; every descriptor is called 7.</summary>
    public static string Text(LaunchPlan plan) => string.Join(' ', PlanRenderer.Arguments(plan, new Sevens()));

    public static string Text(string devices, Settings? settings = null) => Text(Plan(devices, settings: settings));

    private sealed class Sevens : IFdNumbering
    {
        public int NumberOf(PlanResource resource) => 7;
    }
}
