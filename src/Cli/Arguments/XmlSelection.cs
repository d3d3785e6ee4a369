using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using VirshLite.DomainParser;

namespace VirshLite.Cli.Arguments;

/// <summary>virsh's --xpath and --wrap: the chosen parts of a document, each on lines of its own.</summary>
internal static class XmlSelection
{
    /// <exception cref="DomainException">The expression is none, or chooses no nodes.</exception>
    public static string Of(string xml, string xpath, bool wrap)
    {
        XDocument document = XDocument.Parse(xml);
        IEnumerable<object> chosen;
        try
        {
            chosen = document.XPathEvaluate(xpath) as IEnumerable<object>
                ?? throw DomainException.Operation($"xpath expression '{xpath}' does not choose nodes");
        }
        catch (XPathException)
        {
            throw DomainException.Operation($"internal error: invalid xpath expression '{xpath}'");
        }

        var text = new StringBuilder();
        foreach (object node in chosen)
        {
            string written = node is XElement element ? Written(element) : node is XAttribute attribute ? " " + attribute : node.ToString() ?? "";
            text.Append(wrap ? "  " + written.Replace("\n", "\n  ", StringComparison.Ordinal) : written).Append('\n');
        }

        return wrap ? $"<nodes>\n{text}</nodes>\n" : text.ToString();
    }

    private static string Written(XElement element)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
        {
            element.WriteTo(writer);
        }

        return text.ToString().Replace(" />", "/>", StringComparison.Ordinal);
    }
}
