using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;seclabel&gt; inside a device's source.</summary>
internal static class DeviceSecLabelReader
{
    /// <summary>
    /// Adds the labels in <paramref name="source"/> that a definition keeps: labelskip is live data, and a label that says nothing is dropped.
    /// </summary>
    public static void ReadInto(XmlCursor source, List<DeviceSecLabel> labels)
    {
        foreach (XmlCursor cursor in source.Children("seclabel"))
        {
            DeviceSecLabel label = Read(cursor);
            if (labels.Exists(l => l.Model == label.Model))
            {
                throw cursor.Error($"seclabel for model {label.Model} is already provided");
            }

            if (label.Relabel is not null || label.Label is not null || label.IsSkipped)
            {
                labels.Add(label);
            }
        }
    }

    private static DeviceSecLabel Read(XmlCursor cursor)
    {
        var label = new DeviceSecLabel
        {
            Model = cursor.Text("model"),
            Relabel = cursor.YesNo("relabel"),
            Label = cursor.FilledChild("label")?.Content,
        };
        label.IsSkipped = cursor.IsLive && cursor.Text("labelskip") == "yes";
        cursor.IgnoreAttributes("labelskip");
        if (label.Label is not null)
        {
            label.Relabel ??= true;
            if (label.Relabel == false)
            {
                throw cursor.Error($"Cannot specify a label if relabelling is turned off. model={label.Model}");
            }
        }
        else if (label.Relabel == true)
        {
            throw cursor.Error($"Cannot specify relabel if label is missing. model={label.Model}");
        }

        return label;
    }
}
