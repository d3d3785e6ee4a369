using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>Huge pages, NUMA nodes and CPUs of another host.</summary>
internal sealed class HostMemoryRule : IAdaptingRule
{
    private static readonly string[] Pins = ["vcpupin", "emulatorpin", "iothreadpin", "cachetune", "memorytune"];

    public void Run(AdaptingDraft draft)
    {
        foreach (XElement pages in draft.Root.Elements("memoryBacking").Elements("hugepages"))
        {
            if (MissingPages(draft, pages) is { } missing)
            {
                draft.CommentOut(pages, missing);
            }
        }

        foreach (XElement size in draft.Devices.Where(d => d.Name.LocalName == "memory").Elements("source").Elements("pagesize"))
        {
            if (KiB(size, size.Value.Trim()) is { } kib && !draft.Facts.HugepageMounts.Any(m => m.PageSizeKiB == kib))
            {
                draft.CommentOut(size, $"this host has no hugetlbfs with pages of {kib} KiB mounted");
            }
        }

        Placement(draft);
        Nodes(draft);
        Cpus(draft);
    }

    /// <summary>Automatic placement is numad's advice.</summary>
    private static void Placement(AdaptingDraft draft)
    {
        const string Missing = "there is no numad on this host that would advise where the guest is placed";
        if (draft.Facts.AutomaticNodes(1, 1) is not null)
        {
            return;
        }

        if (draft.Root.Element("vcpu")?.Attribute("placement") is { Value: "auto" } placement)
        {
            draft.SetAttribute(placement.Parent!, "placement", "static", Missing);
        }

        foreach (XElement memory in draft.Root.Elements("numatune").Elements("memory").Where(m => m.Attribute("placement")?.Value == "auto"))
        {
            draft.CommentOut(memory, Missing);
        }
    }

    private static string? MissingPages(AdaptingDraft draft, XElement pages)
    {
        if (draft.Facts.HugepageMounts.Count == 0)
        {
            return "this host has no hugetlbfs mounted: the guest's memory is of usual pages (mount -t hugetlbfs hugetlbfs /dev/hugepages, and reserve pages)";
        }

        foreach (XElement page in pages.Elements("page"))
        {
            if (page.Attribute("size")?.Value is { } size && KiB(page, size) is { } kib && !draft.Facts.HugepageMounts.Any(m => m.PageSizeKiB == kib))
            {
                return $"this host has no hugetlbfs with pages of {kib} KiB mounted";
            }
        }

        return null;
    }

    /// <summary>A size in the element's unit; null where it is none.</summary>
    private static ulong? KiB(XElement element, string number) =>
        ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ulong size)
            && DataSize.BytesPerUnit(element.Attribute("unit")?.Value ?? "KiB") is { } unit ? size * unit / 1024 : null;

    private static void Nodes(AdaptingDraft draft)
    {
        NumberSet here = NumberSet.Of(draft.Facts.NumaNodes);
        foreach (XElement element in draft.Root.Elements("numatune").Elements())
        {
            if (element.Attribute("nodeset")?.Value is { } text && NumberSet.TryParse(text, out NumberSet set) && set.Members().Any(n => !Has(here, n)))
            {
                draft.CommentOut(element, $"this host has no NUMA nodes {set}, only {here}");
            }
        }
    }

    private static void Cpus(AdaptingDraft draft)
    {
        NumberSet here = NumberSet.Of(draft.Facts.NumaNodes.SelectMany(draft.Facts.CpusOfNode));
        if (here.IsEmpty)
        {
            return;
        }

        foreach (XElement pin in draft.Root.Elements("cputune").Elements().Where(e => Pins.Contains(e.Name.LocalName)))
        {
            if (Foreign(pin, "cpuset", here) is { } set && pin.Name.LocalName.EndsWith("pin", StringComparison.Ordinal))
            {
                draft.CommentOut(pin, $"this host has no CPUs {set}, only {here}");
            }
        }

        if (draft.Root.Element("vcpu") is { } vcpu && Foreign(vcpu, "cpuset", here) is { } cpus)
        {
            draft.RemoveAttribute(vcpu.Attribute("cpuset")!, $"this host has no CPUs {cpus}, only {here}");
        }
    }

    /// <summary>The set where not one of its CPUs is here.</summary>
    private static NumberSet? Foreign(XElement element, string attribute, NumberSet here) =>
        element.Attribute(attribute)?.Value is { } text && NumberSet.TryParse(text, out NumberSet set) && !set.Overlaps(here) ? set : null;

    private static bool Has(NumberSet set, uint number) => set.Overlaps(NumberSet.Of(number));
}
