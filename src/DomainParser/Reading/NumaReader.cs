using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;cpu&gt;&lt;numa&gt; (formatdomain, "Guest NUMA topology"; refusals: completion.md 8).</summary>
internal static class NumaReader
{
    private const uint LocalDistance = 10;
    private const uint MaximumDistance = 255;

    public static Numa Read(XmlCursor cursor, uint maximumVcpus)
    {
        var numa = new Numa { Position = cursor.Position };
        IReadOnlyList<XmlCursor> cells = cursor.Children("cell");
        if (cells.Count == 0)
        {
            throw cursor.Error("NUMA topology defined without NUMA cells: <numa> needs a <cell>");
        }

        var byId = new NumaCell?[cells.Count];
        for (int i = 0; i < cells.Count; i++)
        {
            NumaCell cell = Cell(cells[i], (uint)i, maximumVcpus);
            if (cell.Id >= cells.Count)
            {
                throw cells[i].Error(
                    "Exactly one 'cell' element per guest NUMA cell allowed, ids from 0 without gaps (non-contiguous ranges or ranges not starting from 0 "
                    + $"are not allowed): {cell.Id} is too large for {cells.Count} cells");
            }

            if (byId[cell.Id] is not null)
            {
                throw cells[i].Error($"there is more than one NUMA cell with the id {cell.Id}");
            }

            byId[cell.Id] = cell;
        }

        NumberSet taken = NumberSet.Empty;
        foreach (NumaCell? cell in byId)
        {
            if (cell!.Cpus is { } cpus)
            {
                if (taken.Overlaps(cpus))
                {
                    throw new DomainException($"NUMA cells have overlapping vCPU ids: the CPUs of cell {cell.Id} belong to another cell too", cell.Position);
                }

                taken = taken.Union(cpus);
            }

            numa.Cells.Add(cell);
        }

        for (int i = 0; i < cells.Count; i++)
        {
            Distances(cells[i], numa, (uint?)cells[i].UInt("id") ?? (uint)i);
        }

        if (cursor.Child("interconnects") is { } interconnects)
        {
            Interconnects(interconnects, numa);
        }

        return numa;
    }

    private static NumaCell Cell(XmlCursor cursor, uint position, uint maximumVcpus)
    {
        var cell = new NumaCell
        {
            Position = cursor.Position,
            Id = cursor.UInt("id") ?? position,
            Cpus = cursor.NumberSet("cpus"),
            MemoryKiB = DataSize.ToKiBRoundedUp(cursor.AttributeBytes("memory", "KiB") ?? throw cursor.Error("<cell> needs the attribute 'memory'")),
            MemAccess = cursor.Enum("memAccess", MemoryAccess.Names),
            Discard = cursor.YesNo("discard"),
        };
        if (cell.Cpus?.Maximum >= maximumVcpus)
        {
            throw cursor.Error($"Number of CPUs in <numa> exceeds the <vcpu> count: cell {cell.Id} has CPU {cell.Cpus.Maximum}, the guest {maximumVcpus} "
                + "vCPUs, counted from 0");
        }

        foreach (XmlCursor child in cursor.Children("cache"))
        {
            NumaCache cache = Cache(child);
            if (cell.Caches.Exists(c => c.Level == cache.Level))
            {
                throw child.Error($"NUMA cell {cell.Id} has more than one cache of level {cache.Level}");
            }

            cell.Caches.Insert(cell.Caches.FindLastIndex(c => c.Level < cache.Level) + 1, cache);
        }

        return cell;
    }

    private static NumaCache Cache(XmlCursor cursor)
    {
        XmlCursor size = cursor.RequiredChild("size");
        XmlCursor line = cursor.RequiredChild("line");
        return new NumaCache
        {
            Level = cursor.UInt("level") is { } level and > 0 ? level : throw cursor.Error("<cache> needs the attribute 'level', at least 1"),
            Associativity = cursor.RequiredEnum("associativity", NumaCacheAssociativity.Names),
            Policy = cursor.RequiredEnum("policy", NumaCachePolicy.Names),
            SizeKiB = DataSize.ToKiBRoundedUp(size.AttributeBytes("value", "KiB") ?? throw size.Error("<size> needs the attribute 'value'")),
            LineBytes = line.AttributeBytes("value", "B") ?? throw line.Error("<line> needs the attribute 'value'"),
        };
    }

    /// <summary>A distance counts for the way back too, unless the other cell says something else.</summary>
    private static void Distances(XmlCursor cursor, Numa numa, uint id)
    {
        if (cursor.Child("distances") is not { } distances)
        {
            return;
        }

        NumaCell cell = numa.Cells[(int)id];
        var given = new HashSet<uint>();
        foreach (XmlCursor child in distances.Children("sibling"))
        {
            uint sibling = child.UInt("id") ?? throw child.Error("<sibling> needs the attribute 'id'");
            uint value = child.UInt("value") ?? throw child.Error("<sibling> needs the attribute 'value'");
            if (sibling >= numa.Cells.Count)
            {
                throw child.Error($"a sibling's id {sibling} in NUMA cell {id} does not refer to a cell: there are {numa.Cells.Count}, counted from 0");
            }

            if (value is < LocalDistance or > MaximumDistance || (value == LocalDistance) != (sibling == id))
            {
                throw child.Error(
                    $"{value} is not a distance of NUMA cell {id} to cell {sibling}: {LocalDistance} to itself, up to {MaximumDistance} to others");
            }

            if (!given.Add(sibling))
            {
                child.Context.Unknown($"the distance of NUMA cell {id} to cell {sibling} is given more than once", child.Position);
            }

            cell.Distances[sibling] = value;
            cell.Distances.TryAdd(id, LocalDistance);
            SortedDictionary<uint, uint> back = numa.Cells[(int)sibling].Distances;
            back.TryAdd(id, value);
            back.TryAdd(sibling, LocalDistance);
        }

        if (given.Count == 0)
        {
            throw distances.Error("NUMA distances defined without siblings");
        }
    }

    private static void Interconnects(XmlCursor cursor, Numa numa)
    {
        // children of both kinds are kept in document order
        IReadOnlyList<XmlCursor> latencies = cursor.Children("latency");
        IReadOnlyList<XmlCursor> bandwidths = cursor.Children("bandwidth");
        int l = 0, b = 0;
        while (l < latencies.Count || b < bandwidths.Count)
        {
            bool isBandwidth = l >= latencies.Count || (b < bandwidths.Count && IsBefore(bandwidths[b], latencies[l]));
            XmlCursor child = isBandwidth ? bandwidths[b++] : latencies[l++];
            NumaInterconnect link = Interconnect(child, isBandwidth);
            if (link.Initiator >= numa.Cells.Count || link.Target >= numa.Cells.Count)
            {
                throw child.Error("initiator and target are ids of NUMA cells");
            }

            if (numa.Cells[(int)link.Initiator].Cpus is not { IsEmpty: false })
            {
                throw child.Error($"NUMA cell {link.Initiator} has no CPUs and cannot be an initiator");
            }

            if (link.Cache > 0 && !numa.Cells[(int)link.Target].Caches.Exists(c => c.Level == link.Cache))
            {
                throw child.Error($"NUMA cell {link.Target} has no cache of level {link.Cache}");
            }

            if (numa.Interconnects.Exists(o => o.IsBandwidth == link.IsBandwidth && o.Initiator == link.Initiator && o.Target == link.Target
                && o.Cache == link.Cache && o.AccessType == link.AccessType))
            {
                throw child.Error("Duplicate info for NUMA latencies");
            }

            numa.Interconnects.Add(link);
        }
    }

    private static bool IsBefore(XmlCursor a, XmlCursor b) => a.Element.IsBefore(b.Element);

    private static NumaInterconnect Interconnect(XmlCursor cursor, bool isBandwidth)
    {
        var link = new NumaInterconnect
        {
            IsBandwidth = isBandwidth,
            Initiator = cursor.UInt("initiator") ?? throw cursor.Error($"<{cursor.Name}> needs the attribute 'initiator'"),
            Target = cursor.UInt("target") ?? throw cursor.Error($"<{cursor.Name}> needs the attribute 'target'"),
            Cache = cursor.UInt("cache") ?? 0,
            AccessType = cursor.RequiredEnum("type", NumaAccessType.Names),
        };
        ulong? value = isBandwidth ? cursor.AttributeBytes("value", "KiB") is { } bytes ? DataSize.ToKiBRoundedUp(bytes) : null : cursor.ULong("value");
        link.Value = value ?? throw cursor.Error($"<{cursor.Name}> needs the attribute 'value'");
        return link;
    }
}
