using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;seclabel&gt; inside a device's source.</summary>
internal static class DeviceSecLabelReader
{
    public static DeviceSecLabel Read(XmlCursor cursor)
    {
        var label = new DeviceSecLabel
        {
            Model = cursor.NonEmpty("model"),
            Relabel = cursor.YesNo("relabel"),
            LabelSkip = cursor.YesNo("labelskip"),
            Label = cursor.ChildText("label"),
        };
        if (label.Label is not null && label.Relabel == false)
        {
            throw cursor.Error("a <label> cannot stand in a <seclabel> with relabel='no'");
        }

        return label;
    }
}
