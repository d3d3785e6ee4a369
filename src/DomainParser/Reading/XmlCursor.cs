using System.Xml;
using System.Xml.Linq;

namespace VirshLite.DomainParser.Reading;

/// <summary>
/// One element under reading. It notes which attributes and children were asked for; <see cref="Finish"/> on the root then refuses whatever
/// nobody asked for, so that nothing a user wrote is dropped in silence. Attributes and children carry no namespace. This file finds them;
/// XmlCursor.Values.cs makes words, numbers and sizes of their texts.
/// </summary>
public sealed partial class XmlCursor
{
    private readonly HashSet<string> askedAttributes = [];
    private readonly HashSet<XName> askedChildren = [];
    private readonly Dictionary<XElement, XmlCursor> cursors = [];
    private Dictionary<XName, string>? newer;
    private bool anything;
    private bool askedContent;

    /// <summary>Set where this stands for a cursor whose newer words are not known: what is asked for is noted there.</summary>
    private XmlCursor? unblinded;
    private string? since;

    public XmlCursor(XElement element, ReadingContext context)
    {
        Element = element;
        Context = context;
    }

    /// <summary>The element itself, for the few readers that keep XML as it is (metadata).</summary>
    public XElement Element { get; }

    public ReadingContext Context { get; }

    public string Name => Element.Name.LocalName;

    /// <summary>The text is of a running guest (<see cref="ReadingOptions.Live"/>).</summary>
    public bool IsLive => Context.Options.Live;

    /// <summary>The text is a guest's status (<see cref="ReadingOptions.Status"/>).</summary>
    public bool IsStatus => Context.Options.Status;

    public SourcePosition Position => PositionOf(Element);

    /// <summary>The element's text with surrounding white space kept; "" where there is none.</summary>
    public string Content
    {
        get
        {
            askedContent = true;
            return Element.Value;
        }
    }

    /// <summary>The element's text without that of its children; blanks between children are none.</summary>
    public string OwnText
    {
        get
        {
            askedContent = true;
            string text = string.Concat(Element.Nodes().OfType<XText>().Select(t => t.Value));
            return Element.HasElements && string.IsNullOrWhiteSpace(text) ? "" : text;
        }
    }

    /// <summary>True where the element has at least one attribute or child element.</summary>
    public bool HasAnything => Element.HasAttributes || Element.HasElements;

    /// <summary>
    /// This element for words that libvirt knows since a version such as 11.10: the element itself where the rules that are followed are as new, else one that
    /// holds nothing. What is asked of that one counts as not known, and the message says since when it is.
    /// </summary>
    public XmlCursor Since(string version) =>
        Knows(version) ? this : new XmlCursor(new XElement(Element.Name), Context) { unblinded = this, since = version };

    /// <summary>Whether the rules that are followed are those of a libvirt as new as this version.</summary>
    public bool Knows(string version) => Context.Options.Knows(version);

    /// <summary>Refuses a value that the rules that are followed do not know yet.</summary>
    public void RefuseNewer(bool used, string value, string version)
    {
        if (used && !Knows(version))
        {
            throw Error($"'{value}' of <{Name}> is known since libvirt {version}, newer than the rules that are followed");
        }
    }

    /// <summary>An attribute's text; null where it is absent. An empty attribute is an empty string.</summary>
    public string? Text(string attribute)
    {
        askedAttributes.Add(attribute);
        NoteNewer(attribute);
        return (string?)Element.Attribute(attribute);
    }

    /// <summary>An attribute's text; null where it is absent or empty.</summary>
    public string? NonEmpty(string attribute) => Text(attribute) is { Length: > 0 } text ? text : null;

    public string RequiredText(string attribute) =>
        Text(attribute) ?? throw Missing(attribute);

    /// <summary>Refuses the element unless the attribute holds that one word.</summary>
    public void RequireWord(string attribute, string word)
    {
        if (RequiredText(attribute) is var text && text != word)
        {
            throw Error($"'{text}' is not a value of the attribute '{attribute}' of <{Name}>; '{word}' would be right");
        }
    }

    /// <summary>The only child of that name; null also where it holds no text: so libvirt 11.3 reads numbers and sizes that stand there (black box).</summary>
    public XmlCursor? FilledChild(string name) => Child(name) is { Content.Length: > 0 } child ? child : null;

    /// <summary>
    /// The only child of that name; null where there is none. Several are an error, or, where unknown things are let through, read over but for the first, as
    /// libvirt does.
    /// </summary>
    public XmlCursor? Child(string name)
    {
        XmlCursor? found = null;
        foreach (XmlCursor child in Children(name))
        {
            if (found is null)
            {
                found = child;
                continue;
            }

            Context.Unknown($"only one <{name}> can stand in <{Name}>", child.Position);
            child.TakeAnything();
        }

        return found;
    }

    /// <summary>The only child of that name; null where there is none, always an error where there are several: libvirt refuses them too.</summary>
    public XmlCursor? OnlyChild(string name)
    {
        IReadOnlyList<XmlCursor> children = Children(name);
        return children.Count switch
        {
            0 => null,
            1 => children[0],
            _ => throw children[1].Error($"only one <{name}> can stand in <{Name}>: only a single one is supported"),
        };
    }

    /// <summary>The first child of that name; further ones are read over without a word, as libvirt does in a few places.</summary>
    public XmlCursor? FirstChild(string name)
    {
        XmlCursor? first = null;
        foreach (XmlCursor child in Children(name))
        {
            if (first is null)
            {
                first = child;
            }
            else
            {
                child.TakeAnything();
            }
        }

        return first;
    }

    public XmlCursor RequiredChild(string name) => Child(name) ?? throw Error($"<{Name}> needs a <{name}>");

    /// <summary>All children of that name, in document order.</summary>
    public IReadOnlyList<XmlCursor> Children(string name) => Children((XName)name);

    public IReadOnlyList<XmlCursor> Children(XName name)
    {
        askedChildren.Add(name);
        NoteNewer(name);
        List<XmlCursor>? found = null;
        foreach (XElement element in Element.Elements(name))
        {
            (found ??= []).Add(CursorOf(element));
        }

        return found ?? (IReadOnlyList<XmlCursor>)[];
    }

    /// <summary>The text of the only child of that name; null where there is none.</summary>
    public string? ChildText(string name) => Child(name)?.Content;

    /// <summary>Whether a child of that name is there; its content is not looked at.</summary>
    public bool HasChild(string name)
    {
        bool found = false;
        foreach (XmlCursor child in Children(name))
        {
            found = true;
            child.TakeAnything();
        }

        return found;
    }

    /// <summary>Attributes that may stand here and mean nothing for a definition (live data, history).</summary>
    public void IgnoreAttributes(params ReadOnlySpan<string> attributes)
    {
        foreach (string attribute in attributes)
        {
            askedAttributes.Add(attribute);
        }
    }

    /// <summary>Children that may stand here, with whatever they hold, and mean nothing for a definition.</summary>
    public void IgnoreChildren(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            HasChild(name);
        }
    }

    /// <summary>Lets the whole element through as it is.</summary>
    public void TakeAnything() => anything = true;

    public DomainException Error(string message) => new(message, Position);

    public DomainException Unsupported(string message) => DomainException.Unsupported(message, Position);

    /// <summary>Refuses, here and below, each attribute and child that nobody asked for, in document order.</summary>
    public void Finish()
    {
        if (anything)
        {
            return;
        }

        foreach (XAttribute attribute in Element.Attributes())
        {
            if (attribute.IsNamespaceDeclaration || (attribute.Name.Namespace == XNamespace.None && askedAttributes.Contains(attribute.Name.LocalName)))
            {
                continue;
            }

            IXmlLineInfo line = attribute;
            SourcePosition position = line.HasLineInfo() ? new(line.LineNumber, line.LinePosition) : Position;
            if (IsForeign(attribute.Name))
            {
                Context.Ignored($"<{Name}> has an attribute '{attribute.Name.LocalName}' of the foreign namespace '{attribute.Name.NamespaceName}'", position);
                continue;
            }

            Context.Unknown(
                SinceWhen(attribute.Name) is { } version
                    ? $"the attribute '{attribute.Name.LocalName}' of <{Name}> is known since libvirt {version}, newer than the rules that are followed"
                    : $"<{Name}> has an attribute '{attribute.Name.LocalName}' that is not known "
                        + $"here{NearestWord.Hint(attribute.Name.LocalName, askedAttributes, "'", "'")}{Known("known are", askedAttributes.Order())}",
                position);
        }

        if (!askedContent && Element.Nodes().OfType<XText>().FirstOrDefault(t => !string.IsNullOrWhiteSpace(t.Value)) is { } stray)
        {
            Context.Ignored($"the text '{Shortened(stray.Value.Trim())}' in <{Name}> means nothing", stray is IXmlLineInfo at && at.HasLineInfo()
                ? new(at.LineNumber, at.LinePosition) : Position);
        }

        foreach (XElement child in Element.Elements())
        {
            if (cursors.TryGetValue(child, out XmlCursor? cursor))
            {
                cursor.Finish();
            }
            else if (IsForeign(child.Name))
            {
                Context.Ignored($"<{child.Name.LocalName}> is of the foreign namespace '{child.Name.NamespaceName}'", PositionOf(child));
            }
            else if (!askedChildren.Contains(child.Name))
            {
                Context.Unknown(
                    SinceWhen(child.Name) is { } version
                        ? $"<{child.Name.LocalName}> inside <{Name}> is known since libvirt {version}, newer than the rules that are followed"
                    : Namespaces.Wrong(child.Name) is { } wrong ? $"<{child.Name.LocalName}> is {wrong}"
                    : $"<{child.Name.LocalName}> is not known inside <{Name}>{Meant(child.Name.LocalName)}",
                    PositionOf(child));
            }
        }
    }

    /// <summary>
    /// A child that nobody asked for is refused even where unknown words are let through: libvirt does not read over it here either (measured: libvirt 11.3).
    /// </summary>
    /// <param name="what">What it is called there, <c>unexpected feature</c>.</param>
    public void RefuseOtherChildren(string what)
    {
        foreach (XElement child in Context.Options.IgnoreUnknown ? Element.Elements() : [])
        {
            if (!askedChildren.Contains(child.Name))
            {
                throw new DomainException($"{what} '{child.Name.LocalName}'", PositionOf(child));
            }
        }
    }

    /// <summary>
    /// A name that some other tool marked as its own: libvirt reads over it and so do we, with a word. A name of one of libvirt's namespaces, rightly written
    /// or nearly, is none: what stands there was meant for the guest.
    /// </summary>
    private static bool IsForeign(XName name) =>
        name.Namespace != XNamespace.None && !name.NamespaceName.Contains("libvirt.org/schemas", StringComparison.OrdinalIgnoreCase);

    internal static SourcePosition PositionOf(XElement element)
    {
        IXmlLineInfo line = element;
        return line.HasLineInfo() ? new(line.LineNumber, line.LinePosition) : SourcePosition.Unknown;
    }

    private void NoteNewer(XName name)
    {
        if (unblinded is not null)
        {
            (unblinded.newer ??= [])[name] = since!;
        }
    }

    private string? SinceWhen(XName name) => newer?.GetValueOrDefault(name);

    /// <summary>Where the element belongs, or what it was meant to be, or what there is.</summary>
    private string Meant(string name) => Places.Of(name) is { } place && place != Name
        ? $"; it belongs inside <{place}>"
        : NearestWord.Hint(name, askedChildren.Select(n => n.LocalName), "<", ">") + Known("known are", askedChildren.Select(n => $"<{n.LocalName}>").Order());

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string Known(string lead, IEnumerable<string> names)
    {
        string list = string.Join(", ", names);
        return list.Length == 0 ? "" : $"; {lead} {list}";
    }

    private DomainException Missing(string attribute) => Error($"<{Name}> needs the attribute '{attribute}'");

    private XmlCursor CursorOf(XElement element)
    {
        if (!cursors.TryGetValue(element, out XmlCursor? cursor))
        {
            cursors.Add(element, cursor = new XmlCursor(element, Context));
        }

        return cursor;
    }
}
