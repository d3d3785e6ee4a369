using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace VirshLite.DomainParser.Reading;

/// <summary>
/// &lt;metadata&gt;: kept as it is, except that its layout is made regular the way libvirt does it: two blanks a level, an element that holds text stays on
/// one line. Children without a namespace, and all but the first of one namespace, are dropped, and so is what is no element.
/// </summary>
internal static class MetadataReader
{
    private const int Level = 1;

    /// <summary>The element as lines, indented for its place in &lt;domain&gt;, without a line end; null where no element is in it.</summary>
    public static string? Read(XmlCursor cursor)
    {
        cursor.TakeAnything();
        return Read(cursor.Element, cursor.Knows("12.8"));
    }

    /// <summary>The same for an element that stands by itself.</summary>
    /// <param name="keepsCharacters">Attributes keep their characters beyond ASCII; before 12.8 those were numbers (versions.md R19).</param>
    public static string? Read(XElement element, bool keepsCharacters = false)
    {
        if (!element.HasElements)
        {
            return null;
        }

        var metadata = new XElement(element);
        foreach (XNode node in metadata.Nodes().ToList())
        {
            if (node is not XElement)
            {
                node.Remove();
            }
        }

        var seen = new HashSet<string>();
        foreach (XElement child in metadata.Elements().ToList())
        {
            if (child.Name.NamespaceName.Length == 0 || !seen.Add(child.Name.NamespaceName))
            {
                child.Remove();
            }
        }

        Declare(element, metadata);
        DropBlanks(metadata);
        var text = new StringBuilder();
        text.Append(' ', Level * 2);
        Write(text, metadata, Level, format: true, keepsCharacters);
        return text.ToString();
    }

    /// <summary>Namespaces that are declared further up are declared here.</summary>
    private static void Declare(XElement original, XElement metadata)
    {
        foreach (XElement element in metadata.DescendantsAndSelf().ToList())
        {
            string uri = element.Name.NamespaceName;
            if (uri.Length > 0 && element.GetPrefixOfNamespace(uri) is null && element.GetDefaultNamespace() != uri)
            {
                string? prefix = original.GetPrefixOfNamespace(uri);
                metadata.Add(new XAttribute(prefix is null ? "xmlns" : XNamespace.Xmlns + prefix, uri));
            }
        }
    }

    /// <summary>White space between elements is layout; in an element that starts with text, or that holds nothing else, it is content.</summary>
    private static void DropBlanks(XElement element)
    {
        bool startsWithText = element.FirstNode is XText first && !string.IsNullOrWhiteSpace(first.Value);
        foreach (XNode node in element.Nodes().ToList())
        {
            switch (node)
            {
                case XElement child:
                    DropBlanks(child);
                    break;
                case XText text and not XCData when string.IsNullOrWhiteSpace(text.Value) && !startsWithText
                    && (element.Elements().Any() || node.NextNode is not null):
                    text.Remove();
                    break;
            }
        }
    }

    private static void Write(StringBuilder text, XElement element, int level, bool format, bool keepsCharacters)
    {
        string name = Name(element, element.Name);
        text.Append('<').Append(name);
        foreach (XAttribute attribute in element.Attributes().OrderBy(a => !a.IsNamespaceDeclaration))
        {
            text.Append(' ').Append(Name(element, attribute.Name)).Append("=\"");
            Escape(text, attribute.Value, inAttribute: true, keepsCharacters);
            text.Append('"');
        }

        if (element.FirstNode is null)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        bool inner = format && !element.Nodes().Any(n => n is XText);
        foreach (XNode node in element.Nodes())
        {
            if (inner)
            {
                text.Append('\n').Append(' ', (level + 1) * 2);
            }

            switch (node)
            {
                case XElement child:
                    Write(text, child, level + 1, inner, keepsCharacters);
                    break;
                case XCData data:
                    text.Append("<![CDATA[").Append(data.Value).Append("]]>");
                    break;
                case XText content:
                    Escape(text, content.Value, inAttribute: false, keepsCharacters);
                    break;
                default:
                    text.Append(node.ToString(SaveOptions.DisableFormatting));
                    break;
            }
        }

        if (inner)
        {
            text.Append('\n').Append(' ', level * 2);
        }

        text.Append("</").Append(name).Append('>');
    }

    private static string Name(XElement element, XName name)
    {
        if (name.NamespaceName.Length == 0)
        {
            return name.LocalName;
        }

        if (name == "xmlns" || name.Namespace == XNamespace.Xmlns)
        {
            return name.Namespace == XNamespace.Xmlns ? "xmlns:" + name.LocalName : "xmlns";
        }

        string? prefix = element.GetPrefixOfNamespace(name.Namespace);
        return string.IsNullOrEmpty(prefix) ? name.LocalName : prefix + ":" + name.LocalName;
    }

    private static void Escape(StringBuilder text, string value, bool inAttribute, bool keepsCharacters)
    {
        foreach (Rune rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '&': text.Append("&amp;"); break;
                case '\r': text.Append("&#13;"); break;
                case '"' when inAttribute: text.Append("&quot;"); break;
                case '\n' when inAttribute: text.Append("&#10;"); break;
                case '\t' when inAttribute: text.Append("&#9;"); break;
                case > 127 when inAttribute && !keepsCharacters:
                    text.Append("&#x").Append(rune.Value.ToString("X", CultureInfo.InvariantCulture)).Append(';');
                    break;
                default: text.Append(rune); break;
            }
        }
    }
}
