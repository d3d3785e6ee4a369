using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace VirshLite.DomainParser.Reading;

/// <summary>One program's element in &lt;metadata&gt;, found by its namespace, as virsh's metadata verbs show and set it.</summary>
public static class MetadataElement
{
    /// <summary>The element without its namespace; null where there is none.</summary>
    /// <param name="metadata">The whole &lt;metadata&gt; as it is kept; null = none.</param>
    public static string? Get(string? metadata, string uri)
    {
        if (metadata is null || XElement.Parse(metadata).Elements().FirstOrDefault(e => e.Name.NamespaceName == uri) is not { } found)
        {
            return null;
        }

        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
        {
            Bare(found, uri).WriteTo(writer);
        }

        return text.ToString().Replace(" />", "/>", StringComparison.Ordinal);
    }

    /// <summary>The whole &lt;metadata&gt; with another element for that namespace, or without any; null where nothing is left.</summary>
    /// <param name="element">null = it goes.</param>
    /// <exception cref="DomainException">The element is no well-formed XML, or the prefix can be none.</exception>
    public static string? Set(string? metadata, string uri, string? prefix, string? element)
    {
        XElement root = metadata is null ? new XElement("metadata") : XElement.Parse(metadata);
        root.Elements().Where(e => e.Name.NamespaceName == uri).Remove();
        if (element is not null)
        {
            XElement added = Named(XmlSource.LoadRoot(element, new ReadingOptions { FileName = "metadata" }), uri);
            added.SetAttributeValue(XNamespace.Xmlns + Checked(prefix!), uri);
            root.Add(added);
        }

        return MetadataReader.Read(new XmlCursor(root, new ReadingContext(new ReadingOptions())));
    }

    private static string Checked(string prefix)
    {
        try
        {
            return XmlConvert.VerifyNCName(prefix);
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            throw DomainException.Internal("failed to validate prefix for a new XML namespace");
        }
    }

    private static XElement Bare(XElement element, string uri) => new(
        element.Name.NamespaceName == uri ? element.Name.LocalName : element.Name,
        element.Attributes().Where(a => !a.IsNamespaceDeclaration || a.Value != uri),
        element.Nodes().Select(n => n is XElement child ? Bare(child, uri) : n));

    private static XElement Named(XElement element, string uri) => new(
        element.Name.NamespaceName.Length == 0 ? (XNamespace)uri + element.Name.LocalName : element.Name,
        element.Attributes(),
        element.Nodes().Select(n => n is XElement child ? Named(child, uri) : n));
}
