using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;seclabel&gt; of the domain (completion.md 4.2).</summary>
internal static class SecLabelReader
{
    private const string NoModel = "none";

    public static void Read(XmlCursor root, Domain domain)
    {
        IReadOnlyList<XmlCursor> cursors = root.Children("seclabel");
        var models = new HashSet<string>();
        foreach (XmlCursor cursor in cursors)
        {
            SecLabel label = Label(cursor);
            if (label.Model is { } model && !models.Add(model))
            {
                throw cursor.Error($"seclabel for model {model} is already provided");
            }

            // without a type it asks for what the model's driver does anyway, and libvirt does not keep it (measured: libvirt 11.3)
            if (cursor.Text("type") is not null || label.Model is null or NoModel)
            {
                domain.SecLabels.Add(label);
            }
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
            Type = cursor.Enum("type", SecLabelType.Names) ?? SecLabelType.Dynamic,
            Model = cursor.NonEmpty("model"),
        };
        bool isOwn = label.Type == SecLabelType.Static || (label.Type == SecLabelType.Dynamic && cursor.HasChild("baselabel"));
        if (label.Model is null && (isOwn || cursor.Text("type") is null))
        {
            throw cursor.Error("missing security model in domain seclabel: <seclabel> needs the attribute 'type' or 'model'");
        }

        if (label.Model == NoModel)
        {
            label.Type = SecLabelType.None;
            cursor.IgnoreAttributes("relabel");
            cursor.IgnoreChildren("label", "baselabel", "imagelabel");
            return label;
        }

        bool? relabel = cursor.YesNo("relabel");
        if (label.Type == SecLabelType.Dynamic && relabel == false && cursor.Text("type") is not null)
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
        label.ImageLabel = cursor.IsLive ? OsReader.Text(cursor, "imagelabel") : null;
        cursor.IgnoreChildren("imagelabel");
        switch (label.Type)
        {
            case SecLabelType.Static:
                label.Label = text ?? throw cursor.Error("security label is missing: a static one needs <label>");
                break;
            case SecLabelType.Dynamic:
                label.BaseLabel = baseLabel;
                label.Label = cursor.IsLive ? text : null;
                break;
        }

        return label;
    }
}
