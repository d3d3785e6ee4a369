using VirshLite.Runner.Native;

namespace VirshLite.Runner.Confinement;

/// <summary>
/// What is mounted below the host's /dev: pseudo terminals, shared memory, huge pages, queues. A guest's own /dev has the same (confinement.md 6.1).
/// </summary>
internal static class SharedMounts
{
    private const string Table = "/proc/thread-self/mountinfo";
    private const int PathField = 4;

    /// <summary>The outermost ones, as paths.</summary>
    public static IReadOnlyList<string> BelowDev() => Outermost(File.ReadLines(Table));

    /// <param name="lines">mountinfo's.</param>
    internal static IReadOnlyList<string> Outermost(IEnumerable<string> lines)
    {
        string[] all = [.. lines.Select(l => l.Split(' ')).Where(f => f.Length > PathField).Select(f => Plain(f[PathField]))
            .Where(p => p.StartsWith(PrivateDev.Directory + "/", StringComparison.Ordinal)).Distinct()];
        return [.. all.Where(p => !all.Any(o => p.StartsWith(o + "/", StringComparison.Ordinal)))];
    }

    /// <summary>Blanks, tabs, line ends and backslashes stand there as three octal digits.</summary>
    private static string Plain(string field) => field.Contains('\\', StringComparison.Ordinal)
        ? field.Replace(@"\040", " ", StringComparison.Ordinal).Replace(@"\011", "\t", StringComparison.Ordinal)
            .Replace(@"\012", "\n", StringComparison.Ordinal).Replace(@"\134", @"\", StringComparison.Ordinal)
        : field;
}
