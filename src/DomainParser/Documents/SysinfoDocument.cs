using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;sysinfo&gt; as a document of its own.</summary>
public static class SysinfoDocument
{
    public static string Write(Sysinfo sysinfo)
    {
        var xml = new XmlOutput();
        SysinfoWriter.Write(xml, sysinfo);
        return xml.ToString();
    }
}
