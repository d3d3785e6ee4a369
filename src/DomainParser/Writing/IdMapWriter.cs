using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;idmap&gt; of a domain or a file system; an empty one is left out.</summary>
internal static class IdMapWriter
{
    public static void Write(XmlOutput xml, IdMap? map)
    {
        if (map is null || (map.Uids.Count == 0 && map.Gids.Count == 0))
        {
            return;
        }

        xml.Open("idmap");
        Entries(xml, "uid", map.Uids);
        Entries(xml, "gid", map.Gids);
        xml.Close();
    }

    private static void Entries(XmlOutput xml, string name, List<IdMapEntry> entries)
    {
        foreach (IdMapEntry entry in entries)
        {
            xml.Open(name).Attr("start", entry.Start).Attr("target", entry.Target).Attr("count", entry.Count).Close();
        }
    }
}
