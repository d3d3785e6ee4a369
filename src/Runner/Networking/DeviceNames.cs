using System.Globalization;

namespace VirshLite.Runner.Networking;

/// <summary>
/// Generated names <c>vnetN</c>, <c>macvtapN</c>: libvirt counts up while its daemon runs; without one, counting goes on from the highest number there is
/// (network.md 8.1).
/// </summary>
internal static class DeviceNames
{
    private const int Attempts = 10000;

    /// <summary>True for null, for the bare prefix and for a template with one <c>%d</c> and no other percent sign.</summary>
    public static bool IsTemplate(string? name) =>
        name is null || (name.Contains("%d", StringComparison.Ordinal) && name.IndexOf('%', StringComparison.Ordinal) == name.LastIndexOf('%'));

    /// <summary>Names to try, one after the other; each was free when it was given.</summary>
    public static IEnumerable<string> Candidates(string? template, string prefix)
    {
        string before = prefix;
        string after = "";
        if (template is not null)
        {
            int at = template.IndexOf("%d", StringComparison.Ordinal);
            before = template[..at];
            after = template[(at + 2)..];
        }

        long number = Highest(prefix) + 1;
        for (int i = 0; i < Attempts; i++, number++)
        {
            string name = before + number.ToString(CultureInfo.InvariantCulture) + after;
            if (!NetworkDevice.Exists(name))
            {
                yield return name;
            }
        }
    }

    private static long Highest(string prefix)
    {
        long highest = -1;
        foreach (string path in Directory.EnumerateFileSystemEntries("/sys/class/net", prefix + "*"))
        {
            ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
            if (long.TryParse(name[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > highest)
            {
                highest = number;
            }
        }

        return highest;
    }
}
