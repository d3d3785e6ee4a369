using System.Globalization;
using VirshLite.Runner.Commands;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>The host's NUMA nodes.</summary>
internal static class HostNuma
{
    private const string Directory = "/sys/devices/system/node";

    /// <summary>Node 0 alone where the kernel knows no nodes.</summary>
    public static IReadOnlyList<uint> Nodes(HostFiles files)
    {
        List<uint> nodes = ReadList(files.Line(Directory + "/online"));
        return nodes.Count > 0 ? nodes : [0];
    }

    public static IReadOnlyList<uint> CpusOf(HostFiles files, uint node) =>
        ReadList(files.Line($"{Directory}/node{node.ToString(CultureInfo.InvariantCulture)}/cpulist"));

    /// <summary>What numad says about a guest of that size; null where it is not installed or fails.</summary>
    public static IReadOnlyList<uint>? Advice(IHostFacts host, uint vcpus, ulong memoryMiB)
    {
        if (host.FindProgram("numad") is not { } numad)
        {
            return null;
        }

        string size = string.Create(CultureInfo.InvariantCulture, $"{vcpus}:{memoryMiB}");
        List<uint> nodes = ReadList(HostCommand.Run(numad, "-w", size) is { Success: true } advice ? advice.Output.Trim() : null);
        return nodes.Count > 0 ? nodes : null;
    }

    /// <summary>Numbers in the kernel's form: <c>0-3,5</c>. Empty for anything else.</summary>
    internal static List<uint> ReadList(string? text)
    {
        var numbers = new List<uint>();
        foreach (string part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 ||
                !uint.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint first) ||
                !uint.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out uint last) ||
                last - first > 65536)
            {
                return [];
            }

            for (uint number = first; number <= last; number++)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }
}
