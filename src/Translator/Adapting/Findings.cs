using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Editing;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Adapting.Rules;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Adapting;

/// <summary>
/// All that keeps a text from being translated here, not only the first. What a rule refuses is blanked, as little as will do, and the rest is looked at again:
/// rules throw as they do everywhere, and the first finding is the one that everybody else reports.
/// </summary>
public sealed class Findings
{
    private const int Most = 50;

    private readonly AdaptingHost host;
    private readonly TranslationOptions options;
    private readonly bool ignoreUnknown;
    private readonly string fileName;
    private readonly List<DomainException> found = [];

    private Findings(AdaptingHost host, TranslationOptions options, bool ignoreUnknown, string fileName) =>
        (this.host, this.options, this.ignoreUnknown, this.fileName) = (host, options, ignoreUnknown, fileName);

    /// <summary>What is let through or means nothing where it stands, and what a start would warn of.</summary>
    private List<string> Warnings { get; } = [];

    /// <param name="text">Domain XML.</param>
    /// <param name="host">The host that it is to start on.</param>
    /// <param name="options">How it is translated.</param>
    /// <param name="ignoreUnknown">Words that nobody knows are warnings.</param>
    /// <param name="fileName">Its name in messages.</param>
    /// <param name="warnings">One line each.</param>
    /// <returns>In the order of the text; those about no place first.</returns>
    /// <exception cref="DomainException">The text is not well-formed XML.</exception>
    public static IReadOnlyList<DomainException> Of(
        string text, AdaptingHost host, TranslationOptions options, bool ignoreUnknown, string fileName, out IReadOnlyList<string> warnings)
    {
        var findings = new Findings(host, options, ignoreUnknown, fileName);
        findings.Search(text);
        warnings = findings.Warnings;
        return [.. findings.found.OrderBy(f => f.Position.Line).ThenBy(f => f.Position.Column)];
    }

    private void Search(string text)
    {
        if (!ignoreUnknown)
        {
            found.AddRange(UnknownWords(text));
        }

        var xml = new EditableXml(text, new ReadingOptions { FileName = fileName });
        var sections = new HashSet<string>();
        bool isFirst = true;
        while (found.Count < Most && Refusal(xml.Text, isFirst ? Warnings : null) is { } refusal)
        {
            isFirst = false;

            // what is said of a section that was cut already may be about the cut
            XElement? unit = refusal.Position.IsKnown ? SmallestCut.UnitOf(xml.ElementAt(refusal.Position)) : null;
            bool isDevice = unit?.Parent?.Name.LocalName == "devices";
            if ((isDevice || sections.Add(unit?.Name.LocalName ?? ""))
                && !found.Exists(f => f.Position == refusal.Position && f.Message == refusal.Message))
            {
                found.Add(refusal);
            }

            if (Mended(xml, refusal) is not { } next)
            {
                return;
            }

            xml = new EditableXml(next);
        }
    }

    /// <summary>The text without what is refused; null where no cut does.</summary>
    private string? Mended(EditableXml xml, DomainException refusal)
    {
        if (xml.Root.Element("devices")?.Element("emulator") is { } emulator && IsAboutEmulator(refusal, emulator.Value.Trim()))
        {
            return SmallestCut.Without(xml, emulator);
        }

        return MachineRule.Replacement(xml.Root, host) is { } machine ? Replaced(xml, machine)
            : SmallestCut.Find(xml, refusal, t => Refusal(t, null)) is { } cut ? SmallestCut.Without(xml, cut) : null;
    }

    private static bool IsAboutEmulator(DomainException refusal, string emulator) =>
        !refusal.Position.IsKnown && emulator.Length > 0 && refusal.Message.Contains(emulator, StringComparison.Ordinal);

    private static string Replaced(EditableXml xml, string machine)
    {
        var copy = new EditableXml(xml.Text);
        copy.SetAttribute(copy.Root.Element("os")!.Element("type")!, "machine", machine);
        return copy.Apply().Text;
    }

    private List<DomainException> UnknownWords(string text)
    {
        var context = new ReadingContext(new ReadingOptions { FileName = fileName, FindAll = true, Knows = host.Settings.Rules.Knows });
        try
        {
            DomainReader.Read(text, context);
        }
        catch (DomainException)
        {
            // what cannot be read at all is found by the search
        }

        Warnings.AddRange(context.Warnings);
        return context.Findings;
    }

    private DomainException? Refusal(string text, List<string>? warnings)
    {
        var reading = new ReadingContext(new ReadingOptions { FileName = fileName, IgnoreUnknown = true, Knows = host.Settings.Rules.Knows });
        try
        {
            Domain domain = DomainReader.Read(text, reading);
            var context = new TranslationContext(domain, host.CapabilitiesOf, host.Facts, host.Settings, options);
            Translation.Complete(context);
            List<string> plan = [.. Translation.Plan(context).Warnings];
            warnings?.AddRange(plan);
            return null;
        }
        catch (DomainException e)
        {
            return e;
        }
        finally
        {
            warnings?.InsertRange(0, ignoreUnknown ? reading.Warnings : []);
        }
    }
}
