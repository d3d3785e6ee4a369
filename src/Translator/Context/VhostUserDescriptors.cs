using System.Text.Json;

namespace VirshLite.Translator.Context;

/// <summary>
/// Which vhost-user program serves a kind of device: the first descriptor of that type, by file name, whose program has all wanted features. A file hides those
/// of the same name in lower directories, an empty one hides them all (startup.md 7, devices.md 6.3).
/// </summary>
internal static class VhostUserDescriptors
{
    /// <summary>The program's path and features; null where none fits.</summary>
    public static (string Program, IReadOnlyList<string> Features)? Find(IHostFacts host, string type, params ReadOnlySpan<string> wanted)
    {
        foreach (DescriptorFile file in Effective(host.VhostUserDescriptors))
        {
            if (Program(file.Text, type) is { } program && host.VhostUserFeatures(program) is { } features && HasAll(features, wanted))
            {
                return (program, features);
            }
        }

        return null;
    }

    /// <summary>Programs for a kind of device that descriptors name and that cannot be asked what they can do: they are missing, or broken.</summary>
    public static IReadOnlyList<string> Broken(IHostFacts host, string type) =>
        [.. Effective(host.VhostUserDescriptors).Select(f => Program(f.Text, type)).OfType<string>().Where(p => host.VhostUserFeatures(p) is null)];

    private static IEnumerable<DescriptorFile> Effective(IReadOnlyList<DescriptorFile> files)
    {
        var byName = new SortedDictionary<string, DescriptorFile>(StringComparer.Ordinal);
        foreach (DescriptorFile file in files)
        {
            if (!byName.TryGetValue(file.Name, out DescriptorFile? other) || file.Rank >= other.Rank)
            {
                byName[file.Name] = file;
            }
        }

        foreach (DescriptorFile file in byName.Values)
        {
            if (file.Text.Length > 0)
            {
                yield return file;
            }
        }
    }

    private static string? Program(string text, string type)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return json.RootElement.GetProperty("type").GetString() == type ? json.RootElement.GetProperty("binary").GetString() : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool HasAll(IReadOnlyList<string> features, ReadOnlySpan<string> wanted)
    {
        foreach (string feature in wanted)
        {
            if (!features.Contains(feature))
            {
                return false;
            }
        }

        return true;
    }
}
