using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>An image that stands by itself in a guest's status.</summary>
internal static class StatusSourceWriter
{
    public static void Write(XmlOutput xml, string element, StorageSource source, bool isChain = false)
    {
        xml.Open(element).Attr("type", StorageType.Names[source.Type]).Attr("format", StorageFormat.Names.Of(source.Format));
        StorageSourceWriter.Write(xml, source);
        if (isChain)
        {
            DiskWriter.BackingStore(xml, source);
        }

        xml.Close();
    }
}
