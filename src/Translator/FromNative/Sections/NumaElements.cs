using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>-numa: cells, distances, heterogeneous memory.</summary>
internal static class NumaElements
{
    public static void Add(NativeCommand native)
    {
        List<NativeOption> options = [.. native.All("-numa")];
        List<NativeOption> nodes = options.FindAll(o => o.Kind == "node");
        if (nodes.Count == 0)
        {
            return;
        }

        var numa = new XElement("numa");
        native.Domain.Child("cpu").Add(numa);
        var backings = new List<(NativeOption Backing, int Cell)>();
        foreach (NativeOption node in nodes)
        {
            node.Take();
            int id = (int)(node.TakeNumber("nodeid") ?? numa.Elements("cell").Count());
            string cpus = string.Join(',', node.TakeAll("cpus"));
            NativeOption? backing = native.Find("-object", node.Take("memdev"));
            ulong kib = (Numbers.Size(backing?.Take("size")) ?? Numbers.Size(node.Take("mem"), 1 << 20) ?? 0) / 1024;
            numa.Add(Element(
                "cell", Attribute("id", id), Attribute("cpus", cpus.Length > 0 ? cpus : null), Attribute("memory", (long)kib), Attribute("unit", "KiB")));
            node.Ignore("initiator");
            if (backing is not null)
            {
                backings.Add((backing, id));
            }
        }

        foreach ((NativeOption backing, int cell) in backings)
        {
            MemoryElements.Backing(native, backing, cell);
        }

        foreach (NativeOption distance in options.Where(o => o.Kind == "dist"))
        {
            distance.Take();
            XElement? cell = Cell(numa, distance.Take("src"));
            cell?.Child("distances").Add(Element("sibling", Attribute("id", distance.Take("dst")), Attribute("value", distance.Take("val"))));
        }

        Hmat(options, numa);
    }

    private static XElement? Cell(XElement numa, string? id) => numa.Elements("cell").FirstOrDefault(cell => cell.Attribute("id")!.Value == id);

    private static void Hmat(List<NativeOption> options, XElement numa)
    {
        foreach (NativeOption cache in options.Where(o => o.Kind == "hmat-cache"))
        {
            cache.Take();
            Cell(numa, cache.Take("node-id"))?.Add(Element(
                "cache",
                Attribute("level", cache.Take("level")),
                Attribute("associativity", cache.Take("associativity") switch { "complex" => "full", var word => word }),
                Attribute("policy", cache.Take("policy") switch { "write-back" => "writeback", "write-through" => "writethrough", var word => word }),
                Element("size", Attribute("value", (long?)(Numbers.Size(cache.Take("size")) / 1024)), Attribute("unit", "KiB")),
                Element("line", Attribute("value", cache.Take("line")), Attribute("unit", "B"))));
        }

        foreach (NativeOption connect in options.Where(o => o.Kind == "hmat-lb"))
        {
            connect.Take();
            string kind = connect.Take("data-type") ?? "access-latency";
            int dash = kind.LastIndexOf('-');
            bool isBandwidth = kind.EndsWith("bandwidth", StringComparison.Ordinal);
            string? cache = connect.Take("hierarchy") switch { "first-level" => "1", "second-level" => "2", "third-level" => "3", _ => null };
            numa.Child("interconnects").Add(Element(
                isBandwidth ? "bandwidth" : "latency",
                Attribute("initiator", connect.Take("initiator")),
                Attribute("target", connect.Take("target")),
                Attribute("cache", cache),
                Attribute("type", dash < 0 ? kind : kind[..dash]),
                Attribute("value", isBandwidth ? Numbers.Text((long)((Numbers.Size(connect.Take("bandwidth")) ?? 0) / 1024)) : connect.Take("latency")),
                isBandwidth ? Attribute("unit", "KiB") : null));
        }
    }
}
