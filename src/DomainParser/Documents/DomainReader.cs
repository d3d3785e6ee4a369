using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>
/// Domain XML to <see cref="Domain"/>. DTDs and entities are refused, so is a text beyond the size limit; what the readers do not know is refused with
/// its place (or let through with a warning, by <see cref="ReadingOptions.IgnoreUnknown"/>).
/// </summary>
public static class DomainReader
{
    /// <exception cref="DomainException">The text is no well-formed domain XML, or says something that this program does not know.</exception>
    public static Domain Read(string xml, ReadingOptions? options = null) => Read(xml, new ReadingContext(options ?? new ReadingOptions()));

    /// <summary>The same; warnings about what was let through are in <paramref name="context"/> afterwards.</summary>
    /// <exception cref="DomainException">As above.</exception>
    public static Domain Read(string xml, ReadingContext context)
    {
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (root.Element.Name != "domain")
        {
            throw root.Error(root.Name == "domain" ? $"<domain> is {Namespaces.Wrong(root.Element.Name)}"
                : $"the root element is <{root.Name}>; <domain> would be right");
        }

        if (context.Options.IgnoreUnknown)
        {
            foreach (string name in MergedSections)
            {
                Merge(root.Element, name);
            }

            foreach (string name in MergedFeatures)
            {
                foreach (XElement features in root.Element.Elements("features"))
                {
                    Merge(features, name);
                }
            }
        }

        Domain domain = Read(root);
        root.Finish();
        return domain;
    }

    /// <summary>Sections whose children libvirt 11.3 looks for in each of that name; of all others only the first counts (black box).</summary>
    private static readonly string[] MergedSections =
        ["os", "devices", "features", "clock", "memoryBacking", "memtune", "blkiotune", "cputune", "iothreadids", "vcpus", "pm", "perf"];

    private static readonly string[] MergedFeatures = ["hyperv", "kvm"];

    /// <summary>libvirt takes what stands in a second one as if it stood in the first (black box).</summary>
    private static void Merge(XElement root, string name)
    {
        foreach (XElement second in root.Elements(name).Skip(1).ToList())
        {
            second.Remove();
            foreach (XElement child in second.Elements().ToList())
            {
                child.Remove();
                root.Element(name)!.Add(child);
            }
        }
    }

    /// <summary>A domain that stands inside other XML: snapshots, cookies. Whoever reads the root refuses what nobody asked for.</summary>
    internal static Domain Read(XmlCursor cursor)
    {
        var domain = new Domain();
        DomainSectionsReader.Read(cursor, domain);
        if (cursor.Child("devices") is { } devices)
        {
            DevicesReader.Read(devices, domain);
        }

        return domain;
    }
}
