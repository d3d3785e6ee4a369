using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;numatune&gt; (formatdomain, "NUMA node tuning"; refusals: completion.md 8).</summary>
internal static class NumaTuneReader
{
    public static NumaTune Read(XmlCursor cursor, Domain domain)
    {
        NumaTuneMemory? said = cursor.Child("memory") is { } memory ? Memory(memory) : null;
        var tune = new NumaTune { Position = cursor.Position, Memory = said, HasEmptyMemory = said is null && cursor.HasChild("memory") };
        int cells = domain.Cpu?.Numa?.Cells.Count ?? 0;
        foreach (XmlCursor child in cursor.Children("memnode"))
        {
            if (cells == 0)
            {
                throw child.Error("<memnode> needs guest NUMA cells in <cpu>");
            }

            uint cell = child.UInt("cellid") ?? throw child.Error("<memnode> needs the attribute 'cellid'");
            if (cell >= cells)
            {
                throw child.Error($"there is no guest NUMA cell {cell}");
            }

            var node = new NumaTuneNode
            {
                Position = child.Position,
                Mode = child.Enum("mode", NumaMode.Names),
                Nodeset = Nodeset(child) ?? throw child.Error("<memnode> needs the attribute 'nodeset'"),
            };
            if (!tune.Nodes.TryAdd(cell, node))
            {
                throw child.Error($"guest NUMA cell {cell} has more than one <memnode>");
            }
        }

        return tune;
    }

    /// <summary>One that says nothing is none (so libvirt 11.3, black box).</summary>
    private static NumaTuneMemory? Memory(XmlCursor cursor)
    {
        var memory = new NumaTuneMemory
        {
            Position = cursor.Position,
            Mode = cursor.Enum("mode", NumaMode.Names),
            Placement = cursor.EnumOrDefault("placement", NumaPlacement.Names),
            Nodeset = Nodeset(cursor),
        };
        return memory is { Mode: null, Placement: null, Nodeset: null } ? null : memory;
    }

    private static NumberSet? Nodeset(XmlCursor cursor)
    {
        NumberSet? nodes = cursor.NumberSet("nodeset");
        return nodes is { IsEmpty: true } ? throw cursor.Unsupported($"the attribute 'nodeset' of <{cursor.Name}> names no node") : nodes;
    }
}
