using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace VirshLite.DomainParser.Writing;

/// <summary>
/// Writes XML the way libvirt lays it out: two blanks a level, attributes in single quotes, an element without content as
/// <c>&lt;name/&gt;</c>, the characters &lt; &gt; &amp; ' " escaped everywhere. Attributes that are null are left out.
/// </summary>
public sealed class XmlOutput
{
    private readonly StringBuilder text = new();
    private readonly Stack<string> open = new();
    private bool inStartTag;

    /// <summary>The text shows a running guest: what a definition does not hold (aliases, node numbers …) is written too.</summary>
    public bool IsLive { get; init; }

    /// <summary>The text is a guest's status, with what libvirt keeps for itself (host-takeover.md 5).</summary>
    public bool IsStatus { get; init; }

    /// <summary>Whether what is written follows a libvirt as new as a version such as 11.9, where the layout hangs on that.</summary>
    public Func<string, bool> Knows { get; init; } = _ => false;

    /// <summary>Starts an element; attributes may follow until a child or <see cref="Close"/>.</summary>
    public XmlOutput Open(string name)
    {
        EndStartTag();
        Indent();
        text.Append('<').Append(name);
        open.Push(name);
        inStartTag = true;
        return this;
    }

    public XmlOutput Attr(string name, string? value)
    {
        if (value is not null)
        {
            text.Append(' ').Append(name).Append("='");
            Escape(value);
            text.Append('\'');
        }

        return this;
    }

    public XmlOutput Attr(string name, ulong? value) => Attr(name, value?.ToString(CultureInfo.InvariantCulture));

    public XmlOutput Attr(string name, long? value) => Attr(name, value?.ToString(CultureInfo.InvariantCulture));

    public XmlOutput Attr(string name, int? value) => Attr(name, (long?)value);

    public XmlOutput Attr(string name, uint? value) => Attr(name, (ulong?)value);

    public XmlOutput Attr<T>(string name, T? value, EnumNames<T> names)
        where T : struct, Enum => Attr(name, names.Of(value));

    public XmlOutput YesNo(string name, bool? value) => Attr(name, value is { } v ? (v ? "yes" : "no") : null);

    public XmlOutput OnOff(string name, bool? value) => Attr(name, value is { } v ? (v ? "on" : "off") : null);

    /// <summary>0x and at least <paramref name="digits"/> lower-case hexadecimal digits.</summary>
    public XmlOutput Hex(string name, ulong? value, int digits) =>
        Attr(name, value is { } v ? "0x" + v.ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null);

    /// <summary>Ends the start tag, so that the element gets an end tag of its own on a line of its own even where nothing follows inside.</summary>
    public XmlOutput EndStart()
    {
        EndStartTag();
        return this;
    }

    /// <summary>Ends the element opened last: as an empty element if nothing was put into it.</summary>
    public XmlOutput Close()
    {
        string name = open.Pop();
        if (inStartTag)
        {
            text.Append("/>\n");
            inStartTag = false;
        }
        else
        {
            Indent();
            text.Append("</").Append(name).Append(">\n");
        }

        return this;
    }

    /// <summary>Ends the element opened last with start and end tag on lines of their own, though nothing was put into it.</summary>
    public XmlOutput CloseEmptyBlock()
    {
        EndStartTag();
        return Close();
    }

    /// <summary>Ends the element opened last with a text on the same line; an empty text gives an empty element.</summary>
    public XmlOutput CloseWith(string content)
    {
        if (content.Length == 0)
        {
            return Close();
        }

        string name = open.Pop();
        text.Append('>');
        Escape(content);
        text.Append("</").Append(name).Append(">\n");
        inStartTag = false;
        return this;
    }

    public XmlOutput CloseWith(ulong content) => CloseWith(content.ToString(CultureInfo.InvariantCulture));

    /// <summary>An element that holds only text; nothing where the text is null.</summary>
    public XmlOutput Element(string name, string? content) => content is null ? this : Open(name).CloseWith(content);

    public XmlOutput Element(string name, ulong? content) => Element(name, content?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A size in KiB with its unit spelled out.</summary>
    public XmlOutput ElementKiB(string name, ulong? kib) => kib is { } v ? Open(name).Attr("unit", "KiB").CloseWith(v) : this;

    /// <summary>An element without anything in it, where <paramref name="present"/>.</summary>
    public XmlOutput Empty(string name, bool present = true) => present ? Open(name).Close() : this;

    /// <summary>Elements that are open now.</summary>
    public int Depth => open.Count;

    /// <summary>Lines that are XML already; each is put out as it is, indented to the level at hand where <paramref name="indent"/>.</summary>
    public XmlOutput Raw(string xml, bool indent)
    {
        EndStartTag();
        if (indent)
        {
            Indent();
        }

        text.Append(xml).Append('\n');
        return this;
    }

    /// <summary>
    /// Runs <paramref name="children"/> inside an element and leaves no trace of the element if they wrote nothing and it has no attributes.
    /// </summary>
    public XmlOutput Group(string name, Action<XmlOutput> children)
    {
        int mark = text.Length;
        bool inParentTag = inStartTag;
        Open(name);
        int tagEnd = text.Length;
        children(this);
        if (text.Length == tagEnd)
        {
            open.Pop();
            text.Length = mark;
            inStartTag = inParentTag;
            return this;
        }

        return Close();
    }

    /// <summary>A whole element that is kept as it was read, laid out anew.</summary>
    public XmlOutput Tree(XElement element)
    {
        Open(element.Name.LocalName);
        foreach (XAttribute attribute in element.Attributes())
        {
            Attr(attribute.Name.LocalName, attribute.Value);
        }

        if (!element.HasElements)
        {
            return CloseWith(element.Value);
        }

        foreach (XElement child in element.Elements())
        {
            Tree(child);
        }

        return Close();
    }

    public override string ToString() => text.ToString();

    private void EndStartTag()
    {
        if (inStartTag)
        {
            text.Append(">\n");
            inStartTag = false;
        }
    }

    private void Indent() => text.Append(' ', open.Count * 2);

    private void Escape(string value)
    {
        foreach (char c in value)
        {
            switch (c)
            {
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '&': text.Append("&amp;"); break;
                case '\'': text.Append("&apos;"); break;
                case '"': text.Append("&quot;"); break;
                default: text.Append(c); break;
            }
        }
    }
}
