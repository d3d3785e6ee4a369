using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;redirdev&gt;.</summary>
internal static class RedirdevWriter
{
    public static void Write(XmlOutput xml, Redirdev redirdev)
    {
        xml.Open("redirdev").Attr("bus", "usb");
        ChardevWriter.WriteType(xml, redirdev.Source);
        ChardevWriter.WriteChildren(xml, redirdev.Source);
        DeviceWriter.WriteBoot(xml, redirdev);
        DeviceWriter.Finish(xml, redirdev);
    }
}
