using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;
using VirshLite.Translator.Parsing;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.RecordedHosts;

/// <summary>
/// The command line that libvirt would start a domain with on a recorded host: <c>domxml-to-native</c> for programs and tests. The same XML, recording and
/// rules give the same words on every machine.
/// </summary>
/// <param name="Environment">Variables that QEMU is started with, in libvirt's order.</param>
/// <param name="Binary">QEMU's path.</param>
/// <param name="Arguments">Its arguments, an option and its value apart.</param>
/// <param name="Warnings">What was worked around or has no effect; sentences.</param>
public sealed record CommandPreview(
    IReadOnlyList<KeyValuePair<string, string>> Environment, string Binary, IReadOnlyList<string> Arguments, IReadOnlyList<string> Warnings)
{
    /// <param name="xml">Domain XML.</param>
    /// <param name="host">The host; <see cref="RecordedHost.Read"/>.</param>
    /// <param name="rules">Whose rules: <c>9.0</c> to <c>12.8</c>.</param>
    /// <param name="syntax">JSON where this QEMU takes it, or key=value throughout.</param>
    /// <exception cref="DomainParser.DomainException">The XML is not understood, or the domain cannot be started there; its position is in the exception.</exception>
    public static CommandPreview Of(string xml, RecordedHost host, string rules = "11.3", CommandSyntax syntax = CommandSyntax.Auto)
    {
        Compatibility compatibility = Compatibility.Of(rules);
        var context = new TranslationContext(DomainReader.Read(xml, new ReadingOptions { Knows = compatibility.Knows }), host.CapabilitiesOf, host,
            new Settings { Rules = compatibility }, new TranslationOptions { AbiUpdate = true });
        Translation.Complete(context);
        LaunchPlan plan = Translation.Plan(context);
        return new([.. plan.Environment], plan.Binary, PlanRenderer.Arguments(plan, new PreviewNumbering(plan), syntax), [.. plan.Warnings]);
    }

    /// <summary>An option a line, as in libvirt's logs; the form that is kept in files and compared.</summary>
    public override string ToString() => CommandText.Lines(Environment, Binary, Arguments);

    /// <summary>Taken apart into options and properties, to be compared with another one by <see cref="Comparing.CommandComparer"/>.</summary>
    public ParsedCommand Parsed => new(Environment, Binary, Arguments);
}
