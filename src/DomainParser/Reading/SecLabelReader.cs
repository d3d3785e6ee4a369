using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;seclabel&gt; of the domain (completion.md 4.2). Labels that a running guest was given are read over.</summary>
internal static class SecLabelReader
{
    public static void Read(XmlCursor root, Domain domain)
    {
        IReadOnlyList<XmlCursor> cursors = root.Children("seclabel");
        foreach (XmlCursor cursor in cursors)
        {
            SecLabel label = Label(cursor);
            if (label.Model is not null && domain.SecLabels.Exists(l => l.Model == label.Model))
            {
                throw cursor.Error($"seclabel for model {label.Model} is already provided");
            }

            domain.SecLabels.Add(label);
        }

        if (cursors.Count > 1 && domain.SecLabels.Find(l => l.Model is null) is { } nameless)
        {
            throw new DomainException("missing security model when using multiple labels: each needs the attribute 'model'", nameless.Position);
        }
    }

    private static SecLabel Label(XmlCursor cursor)
    {
        var label = new SecLabel
        {
            Position = cursor.Position,
            Type = cursor.Enum("type", SecLabelTypeNames.All) ?? SecLabelType.Dynamic,
            Model = cursor.NonEmpty("model"),
        };
        bool? relabel = cursor.YesNo("relabel");
        if (label.Type == SecLabelType.Dynamic && relabel == false)
        {
            throw cursor.Unsupported("dynamic label type must use resource relabeling");
        }

        if (label.Type == SecLabelType.None && relabel == true)
        {
            throw cursor.Unsupported("resource relabeling is not compatible with 'none' label type");
        }

        label.Relabel = relabel ?? label.Type == SecLabelType.Dynamic;
        string? text = OsReader.Text(cursor, "label");
        string? baseLabel = OsReader.Text(cursor, "baselabel");
        cursor.IgnoreChildren("imagelabel");
        switch (label.Type)
        {
            case SecLabelType.Static:
                label.Label = text ?? throw cursor.Error("a static security label needs <label>");
                break;
            case SecLabelType.Dynamic:
                label.BaseLabel = baseLabel;
                break;
        }

        return label;
    }
}
