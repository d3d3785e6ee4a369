using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;seclabel&gt; of the domain.</summary>
internal static class SecLabelWriter
{
    public static void Write(XmlOutput xml, SecLabel label)
    {
        xml.Open("seclabel").Attr("type", SecLabelType.Names[label.Type]).Attr("model", label.Model);
        if (label.Type != SecLabelType.None)
        {
            xml.YesNo("relabel", label.Relabel).Element("label", xml.IsLive || label.Type == SecLabelType.Static ? label.Label : null)
                .Element("baselabel", label.BaseLabel)
                .Element("imagelabel", xml.IsLive || label.Type == SecLabelType.Static ? label.ImageLabel : null);
        }

        xml.Close();
    }
}
