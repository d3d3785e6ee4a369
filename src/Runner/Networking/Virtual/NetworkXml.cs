using System.Xml.Linq;
using VirshLite.DomainParser.Writing;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>Network XML in libvirt's layout. Elements stay in the order they were written in.</summary>
internal static class NetworkXml
{
    public static string Write(XElement network)
    {
        var output = new XmlOutput();
        Write(output, network);
        return output.ToString();
    }

    /// <summary>The definition with what a start has found for it.</summary>
    public static string Active(NetworkDefinition network, Guid uuid, string? bridge, string? mac)
    {
        var copy = new XElement(network.Xml);
        if (copy.Element("uuid") is null)
        {
            copy.Element("name")!.AddAfterSelf(new XElement("uuid", uuid.ToString()));
        }

        if (bridge is not null)
        {
            if (copy.Element("bridge") is not { } element)
            {
                element = new XElement("bridge");
                (copy.Element("forward") ?? copy.Element("uuid")!).AddAfterSelf(element);
            }

            element.SetAttributeValue("name", bridge);
        }

        if (mac is not null && copy.Element("mac") is null)
        {
            copy.Element("bridge")!.AddAfterSelf(new XElement("mac", new XAttribute("address", mac)));
        }

        return Write(copy);
    }

    private static void Write(XmlOutput output, XElement element)
    {
        output.Open(Name(element, element.Name));
        foreach (XAttribute attribute in element.Attributes())
        {
            output.Attr(attribute.IsNamespaceDeclaration && attribute.Name == "xmlns" ? "xmlns" : Name(element, attribute.Name), attribute.Value);
        }

        if (!element.HasElements)
        {
            output.CloseWith(element.Value.Trim());
            return;
        }

        foreach (XElement child in element.Elements())
        {
            Write(output, child);
        }

        output.Close();
    }

    private static string Name(XElement element, XName name) =>
        name.Namespace == XNamespace.None ? name.LocalName
        : name.Namespace == XNamespace.Xmlns ? "xmlns:" + name.LocalName
        : element.GetPrefixOfNamespace(name.Namespace) is { Length: > 0 } prefix ? prefix + ":" + name.LocalName : name.LocalName;
}
