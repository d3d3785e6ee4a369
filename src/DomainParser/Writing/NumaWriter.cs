using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;numa&gt; inside &lt;cpu&gt;.</summary>
internal static class NumaWriter
{
    public static void Write(XmlOutput xml, Numa numa)
    {
        if (numa.Cells.Count == 0)
        {
            return;
        }

        xml.Open("numa");
        foreach (NumaCell cell in numa.Cells)
        {
            Cell(xml, cell);
        }

        if (numa.Interconnects.Count > 0)
        {
            xml.Open("interconnects");
            foreach (NumaInterconnect link in numa.Interconnects)
            {
                xml.Open(link.IsBandwidth ? "bandwidth" : "latency").Attr("initiator", link.Initiator).Attr("target", link.Target);
                xml.Attr("cache", link.Cache > 0 ? link.Cache : null).Attr("type", NumaAccessType.Names[link.AccessType]).Attr("value", link.Value);
                xml.Attr("unit", link.IsBandwidth ? "KiB" : null).Close();
            }

            xml.Close();
        }

        xml.Close();
    }

    private static void Cell(XmlOutput xml, NumaCell cell)
    {
        xml.Open("cell").Attr("id", cell.Id).Attr("cpus", cell.Cpus is { IsEmpty: false } cpus ? cpus.ToString() : null);
        xml.Attr("memory", cell.MemoryKiB).Attr("unit", "KiB").Attr("memAccess", cell.MemAccess, MemoryAccess.Names).YesNo("discard", cell.Discard);
        if (cell.Distances.Count > 0)
        {
            xml.Open("distances");
            foreach ((uint id, uint value) in cell.Distances)
            {
                xml.Open("sibling").Attr("id", id).Attr("value", value).Close();
            }

            xml.Close();
        }

        foreach (NumaCache cache in cell.Caches)
        {
            xml.Open("cache").Attr("level", cache.Level).Attr("associativity", NumaCacheAssociativity.Names[cache.Associativity]);
            xml.Attr("policy", NumaCachePolicy.Names[cache.Policy]);
            xml.Open("size").Attr("value", cache.SizeKiB).Attr("unit", "KiB").Close();
            xml.Open("line").Attr("value", cache.LineBytes).Attr("unit", "B").Close();
            xml.Close();
        }

        xml.Close();
    }
}
