using System.Xml.Linq;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Editing;

/// <summary>
/// XML text that is changed piece by piece: what is not changed keeps its formatting to the letter. Changes are gathered and come about with
/// <see cref="Apply"/>; <see cref="Root"/> shows the text as it was before them.
/// </summary>
public sealed class EditableXml
{
    private readonly Dictionary<XElement, ElementSpan> spans;
    private readonly List<TextEdit> edits = [];

    /// <exception cref="DomainException">The text is not well-formed, has a DTD, or is too long.</exception>
    public EditableXml(string text, ReadingOptions? options = null)
    {
        Text = text;
        Root = XmlSource.LoadRoot(text, options ?? new ReadingOptions());
        spans = ElementSpans.Of(text, Root);
    }

    public string Text { get; }

    public XElement Root { get; }

    public bool HasChanges => edits.Count > 0;

    /// <summary>Line and column of an offset into the text, both from 1.</summary>
    public SourcePosition PositionAt(int offset)
    {
        int lineStart = offset == 0 ? 0 : Text.LastIndexOf('\n', offset - 1) + 1;
        return new(1 + Text.AsSpan(0, offset).Count('\n'), offset - lineStart + 1);
    }

    public SourcePosition PositionOf(XElement element) => PositionAt(spans[element].Start);

    /// <summary>The innermost element whose text holds that place; the root where it lies outside.</summary>
    public XElement ElementAt(SourcePosition position)
    {
        int offset = OffsetOf(position);
        XElement found = Root;
        foreach (XElement element in Root.Descendants())
        {
            if (spans[element] is var span && span.Start <= offset && offset < span.End)
            {
                found = element;
            }
        }

        return found;
    }

    /// <summary>The attribute whose name stands at that place; null where none does.</summary>
    public XAttribute? AttributeAt(SourcePosition position)
    {
        int offset = OffsetOf(position);
        XElement element = ElementAt(position);
        return AttributeSpans.Of(Text, spans[element]).FirstOrDefault(s => s.Start < offset + 1 && offset < s.End) is { Name: { } name }
            ? element.Attributes().FirstOrDefault(a => QualifiedName(a) == name) : null;
    }

    /// <summary>Puts a comment on a line of its own before the element; before its first child where it is the root.</summary>
    public void Comment(XElement element, string text)
    {
        ElementSpan span = spans[element];
        int at = element == Root ? span.TagEnd : span.Start;
        string indent = element == Root ? "\n" + Indent(Root.Elements().FirstOrDefault()) : IsFirstOnLine(span.Start) ? "\n" + Indent(element) : "";
        string comment = $"<!-- {XmlTexts.InComment(text)} -->";
        edits.Add(element == Root ? new(at, at, indent + comment) : new(at, at, comment + indent));
    }

    /// <summary>Makes a comment of the element, led by words.</summary>
    public void CommentOut(XElement element, string why)
    {
        ElementSpan span = spans[element];
        string lead = IsFirstOnLine(span.Start) ? "\n" + Indent(element) : " ";
        edits.Add(new(span.Start, span.End, $"<!-- {XmlTexts.InComment(why)}{lead}{XmlTexts.InComment(Text[span.Start..span.End])} -->"));
    }

    /// <summary>Puts blanks where the element stands, so that all that follows stays in its place.</summary>
    public void Blank(XElement element) => Blank(spans[element].Start, spans[element].End);

    /// <inheritdoc cref="Blank(XElement)"/>
    public void Blank(XAttribute attribute)
    {
        foreach (AttributeSpan span in AttributeSpans.Of(Text, spans[attribute.Parent!]).Where(s => s.Name == QualifiedName(attribute)))
        {
            Blank(span.Start, span.End);
        }
    }

    /// <summary>Takes the element away, with the line where it stands alone on it.</summary>
    public void Remove(XElement element)
    {
        ElementSpan span = spans[element];
        int start = IsFirstOnLine(span.Start) ? Math.Max(Text.LastIndexOf('\n', Math.Max(span.Start - 1, 0)), 0) : span.Start;
        edits.Add(new(start, span.End, ""));
    }

    /// <summary>Gives the attribute that value; a new one is put behind the others.</summary>
    public void SetAttribute(XElement element, string name, string value)
    {
        ElementSpan span = spans[element];
        foreach (AttributeSpan attribute in AttributeSpans.Of(Text, span))
        {
            if (attribute.Name == name)
            {
                edits.Add(new(attribute.ValueStart, attribute.ValueEnd, XmlTexts.Escape(value)));
                return;
            }
        }

        int at = span.TagEnd - (span.IsEmpty ? 2 : 1);
        while (char.IsWhiteSpace(Text[at - 1]))
        {
            at--;
        }

        edits.Add(new(at, at, $" {name}='{XmlTexts.Escape(value)}'"));
    }

    public void RemoveAttribute(XAttribute attribute)
    {
        foreach (AttributeSpan span in AttributeSpans.Of(Text, spans[attribute.Parent!]))
        {
            if (span.Name == QualifiedName(attribute))
            {
                edits.Add(new(span.Start, span.End, ""));
            }
        }
    }

    /// <summary>Replaces all that stands between the element's tags.</summary>
    public void SetText(XElement element, string text)
    {
        ElementSpan span = spans[element];
        edits.Add(span.IsEmpty
            ? new(span.TagEnd - 2, span.TagEnd, $">{XmlTexts.Escape(text)}</{Text[(span.Start + 1)..NameEnd(span.Start + 1)]}>")
            : new(span.TagEnd, span.ContentEnd, XmlTexts.Escape(text)));
    }

    /// <summary>Puts XML in the place of the element.</summary>
    public void Replace(XElement element, string xml) => edits.Add(new(spans[element].Start, spans[element].End, Indented(xml, Indent(element))));

    /// <summary>Puts XML behind the element, on lines of its own where the element has one.</summary>
    public void InsertAfter(XElement element, string xml)
    {
        string line = IsFirstOnLine(spans[element].Start) ? "\n" + Indent(element) : "";
        edits.Add(new(spans[element].End, spans[element].End, line + Indented(xml, Indent(element))));
    }

    /// <summary>Puts XML as the first thing inside the element.</summary>
    public void Prepend(XElement element, string xml)
    {
        ElementSpan span = spans[element];
        if (element.Elements().FirstOrDefault() is { } first && !span.IsEmpty)
        {
            string line = IsFirstOnLine(spans[first].Start) ? "\n" + Indent(first) : "";
            edits.Add(new(span.TagEnd, span.TagEnd, line + Indented(xml, Indent(first))));
        }
        else
        {
            Append(element, xml);
        }
    }

    /// <summary>Puts XML as the last thing inside the element.</summary>
    public void Append(XElement element, string xml)
    {
        ElementSpan span = spans[element];
        string inner = element.Elements().LastOrDefault() is { } last ? Indent(last) : Indent(element) + "  ";
        string lines = "\n" + inner + Indented(xml, inner);
        if (span.IsEmpty)
        {
            edits.Add(new(span.TagEnd - 2, span.TagEnd, $">{lines}\n{Indent(element)}</{Text[(span.Start + 1)..NameEnd(span.Start + 1)]}>"));
        }
        else
        {
            int at = element.Elements().LastOrDefault() is { } child ? spans[child].End : span.TagEnd;
            edits.Add(new(at, at, lines + (element.HasElements ? "" : "\n" + Indent(element))));
        }
    }

    /// <summary>The text with all changes. Those inside a piece that goes as a whole go with it.</summary>
    public EditedText Apply() => TextEdit.Apply(Text, edits);

    private static string QualifiedName(XAttribute attribute) =>
        attribute.Name.Namespace == XNamespace.None ? attribute.Name.LocalName
        : attribute.Parent!.GetPrefixOfNamespace(attribute.Name.Namespace) is { } prefix ? prefix + ":" + attribute.Name.LocalName : attribute.Name.LocalName;

    private static string Indented(string xml, string indent) => xml.Replace("\n", "\n" + indent, StringComparison.Ordinal);

    private void Blank(int start, int end) => edits.Add(new(start, end, string.Create(end - start, (Text, start), static (blanks, source) =>
    {
        for (int i = 0; i < blanks.Length; i++)
        {
            blanks[i] = source.Text[source.start + i] is '\n' or '\r' ? source.Text[source.start + i] : ' ';
        }
    })));

    private int OffsetOf(SourcePosition position)
    {
        int offset = 0;
        for (int line = 1; line < position.Line; line++)
        {
            int end = Text.IndexOf('\n', offset);
            if (end < 0)
            {
                return Text.Length;
            }

            offset = end + 1;
        }

        return Math.Min(offset + Math.Max(position.Column - 1, 0), Text.Length);
    }

    private int NameEnd(int at)
    {
        while (!char.IsWhiteSpace(Text[at]) && Text[at] is not ('>' or '/'))
        {
            at++;
        }

        return at;
    }

    private string Indent(XElement? element)
    {
        if (element is null || !IsFirstOnLine(spans[element].Start))
        {
            return "";
        }

        int start = spans[element].Start;
        return Text[(Text.LastIndexOf('\n', Math.Max(start - 1, 0)) + 1)..start];
    }

    private bool IsFirstOnLine(int offset)
    {
        while (offset > 0 && Text[offset - 1] is ' ' or '\t')
        {
            offset--;
        }

        return offset == 0 || Text[offset - 1] == '\n';
    }
}
