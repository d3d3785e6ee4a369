using System.Xml.Linq;

namespace VirshLite.DomainParser.Reading;

/// <summary>Words for elements in a namespace that is none of libvirt's.</summary>
internal static class Namespaces
{
    private const string Qemu = "http://libvirt.org/schemas/domain/qemu/1.0";

    /// <summary>What is wrong with the namespace of a name; null where nothing is.</summary>
    public static string? Wrong(XName name)
    {
        string given = name.NamespaceName;
        return given.Length == 0 || given == Qemu ? null
            : given.Contains("libvirt.org/schemas", StringComparison.OrdinalIgnoreCase) ? $"in the namespace '{given}'; '{Qemu}' would be right"
            : $"in the namespace '{given}', which xmlns=… gives it; domain XML has none";
    }
}
