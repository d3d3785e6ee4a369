using System.Xml;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>A program's own element in a domain's &lt;metadata&gt;: one a namespace (host-takeover.md 7.2, metadata).</summary>
public static class DomainMetadata
{
    /// <summary>The element of that namespace as text, two blanks a level, without its prefix; null where there is none.</summary>
    public static string? Get(Domain domain, string uri)
    {
        if (Load(domain)?.Elements().FirstOrDefault(e => e.Name.NamespaceName == uri) is not { } found)
        {
            return null;
        }

        var plain = new XElement(found);
        Move(plain, uri, XNamespace.None);
        plain.DescendantsAndSelf().Attributes().Where(a => a.IsNamespaceDeclaration && a.Value == uri).Remove();
        return plain.ToString().Replace(" />", "/>", StringComparison.Ordinal);
    }

    /// <summary>Puts an element in, in place of one of the same namespace.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="uri">The namespace.</param>
    /// <param name="key">The prefix that stands for it.</param>
    /// <param name="xml">The element, without a namespace.</param>
    /// <exception cref="DomainException">That is no XML.</exception>
    public static void Set(Domain domain, string uri, string key, string xml)
    {
        XElement element;
        try
        {
            element = XElement.Parse(xml);
            Move(element, "", uri);
            element.SetAttributeValue(XNamespace.Xmlns + key, uri);
        }
        catch (XmlException e)
        {
            throw DomainException.Operation("(metadata_xml):1: " + e.Message);
        }

        XElement metadata = Load(domain) ?? new XElement("metadata");
        metadata.Elements().Where(e => e.Name.NamespaceName == uri).Remove();
        metadata.Add(element);
        domain.MetadataXml = MetadataReader.Read(metadata);
    }

    /// <summary>Takes the element of that namespace out, if there is one.</summary>
    public static void Remove(Domain domain, string uri)
    {
        if (Load(domain) is { } metadata)
        {
            metadata.Elements().Where(e => e.Name.NamespaceName == uri).Remove();
            domain.MetadataXml = MetadataReader.Read(metadata);
        }
    }

    private static XElement? Load(Domain domain) => domain.MetadataXml is { } text ? XElement.Parse(text) : null;

    private static void Move(XElement element, XNamespace from, XNamespace to)
    {
        foreach (XElement each in element.DescendantsAndSelf().Where(e => e.Name.Namespace == from).ToList())
        {
            each.Name = to + each.Name.LocalName;
        }
    }
}
