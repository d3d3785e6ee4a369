using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;seclabel&gt; children of a source.</summary>
internal static class SourceSecLabelWriter
{
    public static void WriteAll(XmlOutput xml, List<SourceSecLabel> labels)
    {
        foreach (SourceSecLabel label in labels)
        {
            xml.Open("seclabel").Attr("model", label.Model);
            if (label.LabelSkip)
            {
                xml.Attr("labelskip", "yes");
            }
            else
            {
                xml.YesNo("relabel", label.Relabel ?? true);
            }

            xml.Element("label", label.Label);
            xml.Close();
        }
    }
}
