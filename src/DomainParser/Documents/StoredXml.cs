using System.Xml.Linq;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>XML of a kind that is kept but not taken apart (pools, secrets), in libvirt's layout: two blanks a level, single quotes.</summary>
public static class StoredXml
{
    public static string Write(XElement root)
    {
        var xml = new XmlOutput();
        Write(xml, root);
        return xml.ToString();
    }

    /// <summary>
    /// One element among others. One that was made with an empty text has its tags on lines of their own, as libvirt prints what it could not fill.
    /// </summary>
    public static void Write(XmlOutput xml, XElement element)
    {
        xml.Open(element.Name.LocalName);
        foreach (XAttribute attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            xml.Attr(attribute.Name.LocalName, attribute.Value);
        }

        if (element.HasElements)
        {
            foreach (XElement child in element.Elements())
            {
                Write(xml, child);
            }

            xml.Close();
        }
        else if (element.IsEmpty)
        {
            xml.Close();
        }
        else if (string.IsNullOrWhiteSpace(element.Value))
        {
            xml.CloseEmptyBlock();
        }
        else
        {
            xml.CloseWith(element.Value);
        }
    }
}
