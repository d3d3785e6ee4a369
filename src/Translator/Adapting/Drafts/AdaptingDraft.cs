using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Editing;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Adapting.Drafts;

/// <summary>
/// A text on its way: rules look at <see cref="Root"/> and ask for changes, which <see cref="Settle"/> carries out before the next rule looks. Each change is
/// noted with the line that the text had at first.
/// </summary>
internal sealed class AdaptingDraft
{
    public const string Mark = "adapted: ";

    private readonly List<AdaptedPlace> changes = [];
    private readonly List<AdaptedPlace> notes = [];
    private readonly Dictionary<string, List<int>> alive = [];
    private readonly List<(string Kind, int Index)> cut = [];
    private EditableXml xml;
    private IReadOnlyList<int>? origins;

    public AdaptingDraft(string text, AdaptingHost host, AdaptingOptions options)
    {
        Host = host;
        Options = options;
        xml = new EditableXml(text, new ReadingOptions { FileName = options.FileName });
        if (xml.Root.Name.LocalName != "domain")
        {
            throw new DomainException($"the root element is <{xml.Root.Name.LocalName}>; <domain> would be right", xml.PositionOf(xml.Root));
        }
    }

    public AdaptingHost Host { get; }

    public IHostFacts Facts => Host.Facts;

    public AdaptingOptions Options { get; }

    /// <summary>The text as it stands.</summary>
    public EditableXml Xml => xml;

    public XElement Root => xml.Root;

    public string Text => xml.Text;

    public IEnumerable<XElement> Devices => Root.Elements("devices").Elements();

    /// <summary>The guest's architecture; the host's where the text names none.</summary>
    public string Architecture => Root.Element("os")?.Element("type")?.Attribute("arch")?.Value is { Length: > 0 } arch && Architectures.IsKnown(arch)
        ? arch : Facts.Architecture;

    /// <summary>The domain's type; null where it is none of QEMU's.</summary>
    public DomainType? Type => Root.Attribute("type")?.Value is { } word && DomainType.Names.TryParse(word, out DomainType type) ? type : null;

    /// <summary>What the domain's QEMU can do; null where this host has none for the guest.</summary>
    public QemuCapabilities? Capabilities { get; set; }

    /// <summary>For each kind of device that was cut: the places in the first text of those that are left, in order.</summary>
    public IReadOnlyDictionary<string, List<int>> DevicesLeft => alive;

    public XElement ElementAt(SourcePosition position) => xml.ElementAt(position);

    public XAttribute? AttributeAt(SourcePosition position) => xml.AttributeAt(position);

    public void SetAttribute(XElement element, string name, string value, string why)
    {
        Explain(element, why);
        xml.SetAttribute(element, name, value);
    }

    public void SetText(XElement element, string text, string why)
    {
        Explain(element, why);
        xml.SetText(element, text);
    }

    public void RemoveAttribute(XAttribute attribute, string why)
    {
        Explain(attribute.Parent!, why);
        xml.RemoveAttribute(attribute);
    }

    public void Replace(XElement element, string with, string why)
    {
        Explain(element, why);
        xml.Replace(element, with);
    }

    public void Append(XElement parent, string child, string why)
    {
        Explain(parent, why);
        xml.Append(parent, child);
    }

    /// <summary>A change that belongs to one that is explained already.</summary>
    public void AlsoSetAttribute(XElement element, string name, string value) => xml.SetAttribute(element, name, value);

    public void AlsoSetText(XElement element, string text) => xml.SetText(element, text);

    public void AlsoAppend(XElement parent, string child) => xml.Append(parent, child);

    public void CommentOut(XElement element, string why)
    {
        Note(changes, element, why + "; commented out");
        Forget(element);
        xml.CommentOut(element, Mark + why);
    }

    public void AlsoReplace(XElement element, string with, string why)
    {
        xml.Comment(element, Mark + why);
        xml.Replace(element, with);
    }

    public void AlsoCommentOut(XElement element, string why) => xml.CommentOut(element, Mark + why);

    /// <summary>Something that stays as it is and that a start will ask for.</summary>
    public void Remark(XElement element, string text) => Note(notes, element, text);

    /// <summary>Carries out what was asked for; <see cref="Root"/> is another tree afterwards.</summary>
    public bool Settle()
    {
        if (!xml.HasChanges)
        {
            return false;
        }

        SettleCuts();
        EditedText edited = xml.Apply();
        origins = [.. edited.Origins.Select(line => OriginOf(line))];
        xml = new EditableXml(edited.Text, new ReadingOptions { FileName = Options.FileName });
        return true;
    }

    /// <summary>The domain of the text; what nobody knows is let through.</summary>
    /// <exception cref="DomainException">It cannot be read.</exception>
    public Domain ReadDomain() => Read(Text, ignoreUnknown: true);

    /// <summary>All that a strict reading finds in the text.</summary>
    public List<DomainException> ReadingFindings()
    {
        var context = new ReadingContext(new ReadingOptions { FileName = Options.FileName, FindAll = true, Knows = Host.Settings.Rules.Knows });
        try
        {
            DomainReader.Read(Text, context);
        }
        catch (DomainException e)
        {
            context.Findings.Insert(0, e);
        }

        return context.Findings;
    }

    /// <summary>Why a text cannot be translated here; null where it can.</summary>
    public DomainException? RefusalOf(string text)
    {
        try
        {
            var context = new TranslationContext(Read(text, ignoreUnknown: false), Host.CapabilitiesOf, Facts, Host.Settings, new() { AbiUpdate = true });
            Translation.Complete(context);
            Translation.Plan(context);
            return null;
        }
        catch (DomainException e)
        {
            return e;
        }
    }

    public Adaptation Finish() => new(Text, [.. changes.OrderBy(c => c.Line)], [.. notes.OrderBy(n => n.Line)], RefusalOf(Text));

    private Domain Read(string text, bool ignoreUnknown) => DomainReader.Read(text,
        new ReadingOptions { FileName = Options.FileName, IgnoreUnknown = ignoreUnknown, Knows = Host.Settings.Rules.Knows });

    private void Explain(XElement element, string why)
    {
        Note(changes, element, why);
        xml.Comment(element, Mark + why);
    }

    private void Note(List<AdaptedPlace> list, XElement element, string text) =>
        list.Add(new(OriginOf(xml.PositionOf(element).Line), element.Name.LocalName, text));

    private int OriginOf(int line) => origins is null ? line : origins[Math.Min(line, origins.Count) - 1];

    /// <summary>Aliases count devices of a kind: those behind one that is cut get other names.</summary>
    private void Forget(XElement element)
    {
        if (element.Parent?.Name.LocalName == "devices")
        {
            string kind = element.Name.LocalName;
            cut.Add((kind, Devices.Where(d => d.Name.LocalName == kind).ToList().IndexOf(element)));
        }
    }

    private void SettleCuts()
    {
        foreach (IGrouping<string, int> kind in cut.GroupBy(c => c.Kind, c => c.Index))
        {
            if (!alive.TryGetValue(kind.Key, out List<int>? left))
            {
                alive[kind.Key] = left = [.. Enumerable.Range(0, Devices.Count(d => d.Name.LocalName == kind.Key))];
            }

            foreach (int index in kind.Distinct().OrderDescending())
            {
                left.RemoveAt(index);
            }
        }

        cut.Clear();
    }
}
