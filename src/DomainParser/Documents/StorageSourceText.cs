using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>A &lt;source&gt; that stands alone.</summary>
public static class StorageSourceText
{
    public static string Write(StorageSource source)
    {
        var xml = new XmlOutput();
        StorageSourceWriter.Write(xml, source, evenIfEmpty: true);
        return xml.ToString();
    }
}
