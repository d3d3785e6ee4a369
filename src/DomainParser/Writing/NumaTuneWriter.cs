using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;numatune&gt;.</summary>
internal static class NumaTuneWriter
{
    public static void Write(XmlOutput xml, NumaTune? tune)
    {
        if (tune is null)
        {
            return;
        }

        xml.Group("numatune", x =>
        {
            if (tune.Memory is { } memory)
            {
                x.Open("memory").Attr("mode", memory.Mode, NumaMode.Names);
                if (memory.Placement == NumaPlacement.Auto)
                {
                    x.Attr("placement", "auto");
                }
                else
                {
                    x.Attr("nodeset", memory.Nodeset?.ToString());
                }

                x.Close();
            }

            foreach ((uint cell, NumaTuneNode node) in tune.Nodes)
            {
                x.Open("memnode").Attr("cellid", cell).Attr("mode", node.Mode, NumaMode.Names).Attr("nodeset", node.Nodeset.ToString()).Close();
            }
        });
    }
}
