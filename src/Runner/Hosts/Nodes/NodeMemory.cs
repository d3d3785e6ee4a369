using System.Globalization;

namespace VirshLite.Runner.Hosts.Nodes;

/// <summary>The host's memory, whole or cell by cell, KiB.</summary>
public static class NodeMemory
{
    private const string Cells = "/sys/devices/system/node/";

    /// <summary>Numbers of the NUMA cells; one cell where the kernel tells of none.</summary>
    public static IReadOnlyList<int> CellNumbers() => Directory.Exists(Cells)
        ? [.. Directory.GetDirectories(Cells, "node*").Select(d => int.TryParse(Path.GetFileName(d.AsSpan())[4..], out int n) ? n : -1).Where(n => n >= 0).Order()]
        : [0];

    /// <summary>Lines of /proc/meminfo by name.</summary>
    public static IReadOnlyDictionary<string, ulong> All() => Read("/proc/meminfo", 0);

    /// <summary>The same of one cell.</summary>
    public static IReadOnlyDictionary<string, ulong> OfCell(int cell)
    {
        string file = string.Create(CultureInfo.InvariantCulture, $"{Cells}node{cell}/meminfo");
        return File.Exists(file) ? Read(file, 2) : All();
    }

    /// <summary>Page sizes in KiB, the smallest first, and how many of each are free in a cell.</summary>
    public static IReadOnlyList<(ulong SizeKiB, ulong Total, ulong Free)> Pages(int cell)
    {
        IReadOnlyDictionary<string, ulong> memory = OfCell(cell);
        ulong small = (ulong)Environment.SystemPageSize / 1024;
        var pages = new List<(ulong SizeKiB, ulong Total, ulong Free)>();
        string directory = string.Create(CultureInfo.InvariantCulture, $"{Cells}node{cell}/hugepages");
        ulong taken = 0;
        foreach (string size in Directory.Exists(directory) ? Directory.GetDirectories(directory, "hugepages-*kB") : [])
        {
            string name = Path.GetFileName(size);
            ulong kiB = ulong.Parse(name["hugepages-".Length..^"kB".Length], CultureInfo.InvariantCulture);
            ulong total = Number(size + "/nr_hugepages");
            taken += total * kiB;
            pages.Add((kiB, total, Number(size + "/free_hugepages")));
        }

        pages.Add((small, (memory.GetValueOrDefault("MemTotal") - taken) / small, memory.GetValueOrDefault("MemFree") / small));
        return [.. pages.OrderBy(p => p.SizeKiB)];
    }

    private static ulong Number(string file) => ulong.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);

    private static Dictionary<string, ulong> Read(string file, int wordsBefore)
    {
        var values = new Dictionary<string, ulong>();
        foreach (string line in File.ReadLines(file))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[wordsBefore..];
            if (words.Length >= 2 && ulong.TryParse(words[1], CultureInfo.InvariantCulture, out ulong value))
            {
                values[words[0].TrimEnd(':')] = value;
            }
        }

        return values;
    }
}
