using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Small x86 guests around the sections of one test.</summary>
internal static class CoreSpec
{
    /// <param name="sections">Everything besides name, uuid and os; a guest that gives no memory gets 512 MiB.</param>
    public static TranslationContext Context(
        string sections, string os = "", string osAttributes = "", string machine = "q35", bool abiUpdate = false, IHostFacts? host = null, string type = "kvm")
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
        return new TranslationContext(
            DomainReader.Read(xml), _ => TestQemu.Modern, host ?? new TestHost(), new Settings(), new TranslationOptions { AbiUpdate = abiUpdate });
    }

    public static Domain Completed(TranslationContext context)
    {
        Translation.Complete(context);
        return context.Domain;
    }

    /// <summary>The command line, options and values joined by blanks; every descriptor is called 7.</summary>
    public static string Text(TranslationContext context)
    {
        Translation.Complete(context);
        return string.Join(' ', PlanRenderer.Arguments(Translation.Plan(context), new Sevens()));
    }

    public static string Text(string sections, string os = "", string machine = "q35", bool abiUpdate = false, IHostFacts? host = null) =>
        Text(Context(sections, os, machine: machine, abiUpdate: abiUpdate, host: host));

    private sealed class Sevens : IFdNumbering
    {
        public int NumberOf(PlanResource resource) => 7;
    }
}
