using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;seclabel&gt; inside a device's source.</summary>
internal static class DeviceSecLabelWriter
{
    public static void Write(XmlOutput xml, DeviceSecLabel label)
    {
        if (label is { IsSkipped: true, Relabel: null, Label: null } && !xml.IsLive)
        {
            return;
        }

        xml.Open("seclabel").Attr("model", label.Model).Attr("labelskip", xml.IsLive && label.IsSkipped ? "yes" : null).YesNo("relabel", label.Relabel);
        xml.Element("label", label.Label).Close();
    }
}
