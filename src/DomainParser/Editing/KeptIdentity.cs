using System.Xml.Linq;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Editing;

/// <summary>A definition with the UUID and the MAC addresses that were drawn for it: what a file leaves to chance is the same from now on.</summary>
public static class KeptIdentity
{
    /// <param name="text">Domain XML; all that stands in it keeps its place and form.</param>
    /// <param name="domain">The same domain with its identity.</param>
    /// <returns>Null where the text has it all.</returns>
    public static string? Of(string text, Domain domain)
    {
        var xml = new EditableXml(text);
        if (domain.Uuid is { } uuid && !xml.Root.Elements("uuid").Any())
        {
            Insert(xml, $"<uuid>{uuid:D}</uuid>");
        }

        List<XElement> interfaces = [.. xml.Root.Elements("devices").Elements("interface")];
        for (int i = 0; i < interfaces.Count && interfaces.Count == domain.Interfaces.Count; i++)
        {
            if (domain.Interfaces[i].Mac is { } mac && !interfaces[i].Elements("mac").Any())
            {
                xml.Prepend(interfaces[i], $"<mac address='{mac}'/>");
            }
        }

        return xml.HasChanges ? xml.Apply().Text : null;
    }

    private static void Insert(EditableXml xml, string uuid)
    {
        if (xml.Root.Element("name") is { } name)
        {
            xml.InsertAfter(name, uuid);
        }
        else
        {
            xml.Prepend(xml.Root, uuid);
        }
    }
}
