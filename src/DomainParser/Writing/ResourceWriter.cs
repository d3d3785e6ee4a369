using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;resource&gt;.</summary>
internal static class ResourceWriter
{
    public static void Write(XmlOutput xml, Resource? resource)
    {
        if (resource is null || (resource.Partition is null && resource.FibreChannelAppId is null))
        {
            return;
        }

        xml.Open("resource").Element("partition", resource.Partition);
        if (resource.FibreChannelAppId is { } appId)
        {
            xml.Open("fibrechannel").Attr("appid", appId).Close();
        }

        xml.Close();
    }
}
