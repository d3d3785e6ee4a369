using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Memory;

/// <summary>-numa with its backends (core-arguments.md 11).</summary>
internal static class NumaArguments
{
    private const uint LocalDistance = 10;
    private const uint RemoteDistance = 20;
    private const ulong KiBPerMiB = 1024;

    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Cpu?.Numa is not { } numa)
        {
            return;
        }

        int firstWithCpus = numa.Cells.FindIndex(HasCpus);
        if (firstWithCpus < 0)
        {
            throw DomainException.Unsupported("at least one NUMA node has to have CPUs", numa.Position);
        }

        var backends = new MemoryBackend?[numa.Cells.Count];
        bool needed = numa.HasHmat || builder.Machine?.NumaMemSupported != true;
        for (int i = 0; i < backends.Length; i++)
        {
            if (numa.Cells[i].MemoryKiB == 0 && builder.Context.Rules.EmptyNumaCellHasNoBackend)
            {
                continue;
            }

            backends[i] = MemoryBackend.Create(builder, Name(i), (uint)i, numa.Cells[i].MemoryKiB);
            needed |= backends[i]!.IsRequired;
        }

        if (!needed)
        {
            MemoryArguments.AddLegacy(builder);
        }

        for (int i = 0; i < backends.Length; i++)
        {
            Cell(builder, numa, i, backends[i], needed, firstWithCpus);
        }

        if (numa.HasDistances)
        {
            Distances(builder, numa);
        }

        if (numa.HasHmat)
        {
            Hmat(builder, numa);
        }
    }

    private static string Name(int node) => "ram-node" + node.ToString(CultureInfo.InvariantCulture);

    private static bool HasCpus(NumaCell cell) => cell.Cpus is { IsEmpty: false };

    private static void Cell(CommandLineBuilder builder, Numa numa, int i, MemoryBackend? backend, bool needed, int firstWithCpus)
    {
        NumaCell cell = numa.Cells[i];
        if (needed)
        {
            backend?.AddTo(builder);
        }

        OptionText option = new OptionText("node").Add("nodeid", i);
        foreach ((uint first, uint last) in cell.Cpus?.Ranges ?? [])
        {
            option.Add("cpus", first == last ? first.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{first}-{last}"));
        }

        if (numa.HasHmat)
        {
            option.Add("initiator", HasCpus(cell) ? i : firstWithCpus);
        }

        if (!needed)
        {
            option.Add("mem", (long)(cell.MemoryKiB / KiBPerMiB));
        }
        else if (backend is not null)
        {
            option.Add("memdev", Name(i));
        }

        builder.Add("-numa", option);
    }

    /// <summary>Every pair of cells, or none: distances that are the usual ones go without saying (measured: libvirt 11.3).</summary>
    private static void Distances(CommandLineBuilder builder, Numa numa)
    {
        if (!HasUnusualDistance(numa))
        {
            return;
        }

        for (int i = 0; i < numa.Cells.Count; i++)
        {
            for (int j = 0; j < numa.Cells.Count; j++)
            {
                builder.Add("-numa", new OptionText("dist").Add("src", i).Add("dst", j).Add("val", Distance(numa, i, j)));
            }
        }
    }

    /// <summary>A cell that names some of its distances but leaves another open counts as well.</summary>
    private static bool HasUnusualDistance(Numa numa)
    {
        foreach (NumaCell cell in numa.Cells)
        {
            if (cell.Distances.Count > 0 && cell.Distances.Count < numa.Cells.Count)
            {
                return true;
            }

            foreach (uint value in cell.Distances.Values)
            {
                if (value is not (LocalDistance or RemoteDistance))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static uint Distance(Numa numa, int source, int destination) =>
        numa.Cells[source].Distances.TryGetValue((uint)destination, out uint value) ? value : source == destination ? LocalDistance : RemoteDistance;

    private static void Hmat(CommandLineBuilder builder, Numa numa)
    {
        foreach (NumaInterconnect link in numa.Interconnects)
        {
            string kind = link.IsBandwidth ? "bandwidth" : "latency";
            string value = link.Value.ToString(CultureInfo.InvariantCulture);
            builder.Add("-numa", new OptionText("hmat-lb").Add("initiator", link.Initiator).Add("target", link.Target)
                .Add("hierarchy", Hierarchy(link.Cache)).Add("data-type", NumaAccessType.Names[link.AccessType] + "-" + kind)
                .Add(kind, link.IsBandwidth ? value + "K" : value));
        }

        foreach (NumaCell cell in numa.Cells)
        {
            foreach (NumaCache cache in cell.Caches)
            {
                OptionText option = new OptionText("hmat-cache").Add("node-id", cell.Id)
                    .Add("size", cache.SizeKiB.ToString(CultureInfo.InvariantCulture) + "K");
                option.Add("level", cache.Level).Add("associativity", cache.Associativity switch
                {
                    NumaCacheAssociativity.Direct => "direct",
                    NumaCacheAssociativity.Full => "complex",
                    _ => "none",
                });
                option.Add("policy", cache.Policy switch
                {
                    NumaCachePolicy.WriteBack => "write-back",
                    NumaCachePolicy.WriteThrough => "write-through",
                    _ => "none",
                });
                builder.Add("-numa", option.Add("line", cache.LineBytes > 0 ? (long)cache.LineBytes : null));
            }
        }
    }

    private static string Hierarchy(uint cache) => cache switch
    {
        0 => "memory",
        1 => "first-level",
        2 => "second-level",
        _ => "third-level",
    };
}
