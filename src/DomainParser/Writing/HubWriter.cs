using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;hub&gt;.</summary>
internal static class HubWriter
{
    public static void Write(XmlOutput xml, Hub hub) => DeviceWriter.Finish(xml.Open("hub").Attr("type", "usb"), hub);
}
