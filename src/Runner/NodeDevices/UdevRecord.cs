using VirshLite.Runner.Hosts.Facts;

namespace VirshLite.Runner.NodeDevices;

/// <summary>What udev keeps of a device in /run/udev/data: properties (E:) and links to its node (S:).</summary>
internal sealed record UdevRecord(IReadOnlyDictionary<string, string> Properties, IReadOnlyList<string> Links)
{
    public static readonly UdevRecord Empty = new(new Dictionary<string, string>(), []);

    public string? this[string property] => Properties.GetValueOrDefault(property);

    /// <param name="files">The host's files.</param>
    /// <param name="kind">b for block devices, c for character devices.</param>
    /// <param name="numbers">Major and minor: 8:0.</param>
    public static UdevRecord Read(HostFiles files, char kind, string numbers)
    {
        if (files.Text($"/run/udev/data/{kind}{numbers}") is not { } text)
        {
            return Empty;
        }

        var properties = new Dictionary<string, string>();
        var links = new List<string>();
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("E:", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is > 2 and int at)
            {
                properties[line[2..at]] = line[(at + 1)..];
            }
            else if (line.StartsWith("S:", StringComparison.Ordinal))
            {
                links.Add("/dev/" + line[2..]);
            }
        }

        return new UdevRecord(properties, [.. links.Order(StringComparer.Ordinal)]);
    }
}
