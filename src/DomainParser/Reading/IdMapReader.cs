using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;idmap&gt; of a domain or a file system.</summary>
internal static class IdMapReader
{
    public static IdMap? Read(XmlCursor? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        var map = new IdMap();
        Entries(cursor, "uid", map.Uids);
        Entries(cursor, "gid", map.Gids);
        return map;
    }

    private static void Entries(XmlCursor cursor, string name, List<IdMapEntry> entries)
    {
        foreach (XmlCursor entry in cursor.Children(name))
        {
            entries.Add(new IdMapEntry
            {
                Start = entry.UInt("start") ?? throw entry.Error($"<{name}> needs the attribute 'start'"),
                Target = entry.UInt("target") ?? throw entry.Error($"<{name}> needs the attribute 'target'"),
                Count = entry.UInt("count") ?? throw entry.Error($"<{name}> needs the attribute 'count'"),
            });
        }
    }
}
