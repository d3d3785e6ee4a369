using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>-m, the objects behind it, NUMA nodes. Comes after the devices, because DIMMs are part of the memory.</summary>
internal static class MemoryElements
{
    public static void Add(NativeCommand native)
    {
        NativeOption? option = native.One("-m");
        option?.Take();
        ulong kib = (Numbers.Size(option?.Take("size"), 1 << 20) ?? 128 << 20) / 1024;
        string? slots = option?.Take("slots");
        ulong? most = Numbers.Size(option?.Take("maxmem"), 1 << 20) / 1024;
        if (most is { } maximum)
        {
            native.Domain.Add(Element("maxMemory", Attribute("slots", slots), Attribute("unit", "KiB"), Numbers.Text((long)maximum)));
        }

        XElement memory = Kib("memory", kib + native.PluggedKiB);
        memory.Add(native.MemoryAttributes);
        native.Domain.Add(memory);
        if (native.TakeValue("-realtime") is { } realtime && realtime.Contains("mlock=on", StringComparison.Ordinal))
        {
            native.Domain.Child("memoryBacking").Add(new XElement("locked"));
        }

        foreach (NativeOption overcommit in native.All("-overcommit").Where(o => o.Value == "mem-lock=on").ToList())
        {
            overcommit.Take();
            native.Domain.Child("memoryBacking").Add(new XElement("locked"));
        }

        NumaElements.Add(native);
        string? backend = native.MemoryBackend;
        if (native.Find("-object", backend) is { } backing)
        {
            Backing(native, backing, cell: null);
        }

        if (native.TakeFlag("-mem-prealloc"))
        {
            Allocation(native).SetAttributeValue("mode", "immediate");
        }

        if (native.TakeValue("-mem-path") is { } path)
        {
            HugePages(native, path, cell: null);
        }
    }

    /// <summary>What one memory object says of memory backing and placement; with a cell number it is about that cell.</summary>
    public static void Backing(NativeCommand native, NativeOption backing, int? cell)
    {
        backing.Take();
        XElement? numa = cell is { } id ? native.Domain.Element("cpu")?.Element("numa")?.Elements("cell").FirstOrDefault(c => (int?)c.Attribute("id") == id)
            : null;
        switch (backing.Kind)
        {
            case "memory-backend-memfd":
                Source(native, "memfd");
                if (backing.Take("hugetlb") == "on")
                {
                    AddPage(native, (Numbers.Size(backing.Take("hugetlbsize")) ?? 0) / 1024, cell);
                }

                break;
            case "memory-backend-file":
                HugePages(native, backing.Take("mem-path") ?? "", cell);
                break;
        }

        string? share = backing.TakeSwitch("share");
        string? access = share switch { "on" => "shared", "off" => "private", _ => null };
        if (numa is not null)
        {
            numa.SetAttributeValue("memAccess", access);
            numa.SetAttributeValue("discard", backing.TakeYesNo("discard-data"));
        }
        else if (access is not null)
        {
            SetOnce(native.Domain.Child("memoryBacking"), "access", "mode", access);
        }

        if (backing.TakeSwitch("prealloc") == "on")
        {
            bool isHuge = native.Domain.Element("memoryBacking")?.Element("hugepages") is not null;
            if (!isHuge)
            {
                Allocation(native).SetAttributeValue("mode", "immediate");
            }
        }

        if (backing.Take("prealloc-threads") is { } threads)
        {
            Allocation(native).SetAttributeValue("threads", threads);
        }

        if (numa is null && backing.TakeSwitch("discard-data") == "on")
        {
            native.Domain.Child("memoryBacking").Child("discard");
        }

        if (backing.Take("prealloc-context") is { } context && native.Find("-object", context) is { } thread)
        {
            thread.Take();
        }

        Placement(native, backing, cell);
    }

    private static void Placement(NativeCommand native, NativeOption backing, int? cell)
    {
        List<int> nodes = [];
        foreach ((string name, string value) in backing.Rest.Where(p => p.Key.StartsWith("host-nodes", StringComparison.Ordinal)).ToList())
        {
            backing.Take(name);
            string[] ends = value.Split('-');
            if (ends.Length == 2 && int.TryParse(ends[0], out int from) && int.TryParse(ends[1], out int to))
            {
                nodes.AddRange(Enumerable.Range(from, to - from + 1));
            }
            else if (int.TryParse(value, out int node))
            {
                nodes.Add(node);
            }
        }

        string? mode = backing.Take("policy") switch { "bind" => "strict", "preferred" => "preferred", "interleave" => "interleave", _ => null };
        if (mode is null)
        {
            return;
        }

        XElement tune = native.Domain.Child("numatune");
        string set = Numbers.Ranges(nodes);
        if (cell is { } id)
        {
            tune.Add(Element("memnode", Attribute("cellid", id), Attribute("mode", mode), Attribute("nodeset", set)));
        }
        else
        {
            tune.AddFirst(Element("memory", Attribute("mode", mode), Attribute("nodeset", set)));
        }
    }

    private static XElement Allocation(NativeCommand native) => native.Domain.Child("memoryBacking").Child("allocation");

    private static void Source(NativeCommand native, string type) => SetOnce(native.Domain.Child("memoryBacking"), "source", "type", type);

    private static void SetOnce(XElement parent, string element, string attribute, string value)
    {
        if (parent.Element(element) is null)
        {
            parent.Add(With(element, attribute, value));
        }
    }

    /// <summary>A directory below a hugetlbfs means huge pages, any other a plain file.</summary>
    private static void HugePages(NativeCommand native, string path, int? cell)
    {
        Context.HugepageMount? mount = native.Host.HugepageMounts.FirstOrDefault(m =>
            path == m.Path || path.StartsWith(m.Path + "/", StringComparison.Ordinal));
        if (mount is not null || path.Contains("huge", StringComparison.OrdinalIgnoreCase))
        {
            AddPage(native, mount?.PageSizeKiB ?? 0, cell);
        }
        else
        {
            Source(native, "file");
        }
    }

    private static void AddPage(NativeCommand native, ulong sizeKib, int? cell)
    {
        XElement pages = native.Domain.Child("memoryBacking").Child("hugepages");
        if (sizeKib == 0)
        {
            return;
        }

        string size = Numbers.Text((long)sizeKib);
        XElement? page = pages.Elements("page").FirstOrDefault(p => p.Attribute("size")?.Value == size);
        if (page is null)
        {
            pages.Add(page = Element("page", Attribute("size", size), Attribute("unit", "KiB")));
        }

        if (cell is { } id)
        {
            string? set = page.Attribute("nodeset")?.Value;
            page.SetAttributeValue("nodeset", set is null ? Numbers.Text(id) : set + "," + Numbers.Text(id));
        }
    }
}
