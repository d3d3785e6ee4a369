using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>-object throttle-group.</summary>
internal static class ThrottleGroups
{
    private static readonly (string Property, string Element)[] Limits =
    [
        ("bps-total", "total_bytes_sec"), ("bps-read", "read_bytes_sec"), ("bps-write", "write_bytes_sec"), ("iops-total", "total_iops_sec"),
            ("iops-read", "read_iops_sec"),
        ("iops-write", "write_iops_sec"), ("bps-total-max", "total_bytes_sec_max"), ("bps-read-max", "read_bytes_sec_max"),
            ("bps-write-max", "write_bytes_sec_max"),
        ("iops-total-max", "total_iops_sec_max"), ("iops-read-max", "read_iops_sec_max"), ("iops-write-max", "write_iops_sec_max"),
            ("iops-size", "size_iops_sec"),
        ("bps-total-max-length", "total_bytes_sec_max_length"), ("bps-read-max-length", "read_bytes_sec_max_length"),
            ("bps-write-max-length", "write_bytes_sec_max_length"),
        ("iops-total-max-length", "total_iops_sec_max_length"), ("iops-read-max-length", "read_iops_sec_max_length"),
            ("iops-write-max-length", "write_iops_sec_max_length"),
    ];

    public static void Add(NativeCommand native)
    {
        var groups = new XElement("throttlegroups");
        foreach (NativeOption group in native.All("-object").Where(o => o.Kind == "throttle-group").ToList())
        {
            group.Take();
            string id = group.Id ?? "";
            var element = Element("throttlegroup", Text("group_name", id.StartsWith("throttle-", StringComparison.Ordinal) ? id["throttle-".Length..] : id));
            foreach ((string property, string name) in Limits)
            {
                element.Add(Text(name, group.TakeAny("limits." + property, "x-" + property)));
            }

            groups.Add(element);
        }

        native.Domain.Add(groups.UnlessEmpty());
    }
}
