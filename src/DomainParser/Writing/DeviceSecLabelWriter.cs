using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;seclabel&gt; inside a device's source.</summary>
internal static class DeviceSecLabelWriter
{
    public static void Write(XmlOutput xml, DeviceSecLabel label)
    {
        xml.Open("seclabel").Attr("model", label.Model).YesNo("relabel", label.Relabel);
        xml.Element("label", label.Label).Close();
    }
}
