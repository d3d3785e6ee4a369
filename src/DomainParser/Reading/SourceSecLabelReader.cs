using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;seclabel&gt; children of a source.</summary>
internal static class SourceSecLabelReader
{
    /// <summary>All of them, in document order; two of one model are refused.</summary>
    public static List<SourceSecLabel> ReadAll(XmlCursor source)
    {
        List<SourceSecLabel> labels = [];
        foreach (XmlCursor cursor in source.Children("seclabel"))
        {
            var label = new SourceSecLabel
            {
                Model = cursor.Text("model"),
                Relabel = cursor.YesNo("relabel"),
                LabelSkip = cursor.YesNo("labelskip") == true,
                Label = cursor.ChildText("label"),
            };
            cursor.IgnoreAttributes("type");
            if (label.Label is not null && label.Relabel == false)
            {
                throw cursor.Error("a <seclabel> with relabel='no' cannot hold a <label>");
            }

            foreach (SourceSecLabel other in labels)
            {
                if (other.Model == label.Model)
                {
                    throw cursor.Error($"security label for model '{label.Model}' stands here twice");
                }
            }

            labels.Add(label);
        }

        return labels;
    }
}
