using System.IO.Enumeration;
using System.Text.Json;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Reports;

/// <summary>What firmware the installed descriptors offer for a machine.</summary>
/// <param name="Kinds">bios, efi.</param>
/// <param name="Files">Executables in the order of the descriptors' names.</param>
/// <param name="HasSecureBoot">One of them does Secure Boot with its variables guarded by SMM.</param>
/// <param name="SecureBoot">Whether they do Secure Boot, <c>yes</c> before <c>no</c>; empty where there are none.</param>
/// <param name="EnrolledKeys">Likewise whether their variables come with keys.</param>
/// <param name="HasVarstore">One of them leaves its variables to QEMU.</param>
internal sealed record FirmwareOverview(
    IReadOnlyList<string> Kinds, IReadOnlyList<string> Files, bool HasSecureBoot, IReadOnlyList<string> SecureBoot, IReadOnlyList<string> EnrolledKeys,
    bool HasVarstore)
{
    public static FirmwareOverview Of(IReadOnlyList<DescriptorFile> descriptors, string arch, string machine)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        var files = new List<string>();
        bool secure = false;
        bool varstore = false;
        var boots = new HashSet<bool>();
        var keys = new HashSet<bool>();
        foreach (DescriptorFile descriptor in Effective(descriptors))
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(descriptor.Text);
                JsonElement root = document.RootElement;
                if (!IsFor(root, arch, machine))
                {
                    continue;
                }

                foreach (string word in Words(root, "interface-types"))
                {
                    kinds.Add(word == "uefi" ? "efi" : word);
                }

                if (Executable(root) is { } file && !files.Contains(file))
                {
                    files.Add(file);
                }

                IReadOnlyList<string> features = Words(root, "features");
                boots.Add(features.Contains("secure-boot"));
                keys.Add(features.Contains("enrolled-keys"));
                varstore |= features.Contains("host-uefi-vars");
                secure |= features.Contains("secure-boot") && features.Contains("requires-smm");
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                // not a descriptor; the search for a guest's firmware passes it over, too
            }
        }

        return new([.. kinds.Where(x => x is "bios" or "efi")], files, secure, Answers(boots), Answers(keys), varstore);
    }

    private static string[] Answers(HashSet<bool> there) => [.. there.OrderDescending().Select(yes => yes ? "yes" : "no")];

    /// <summary>A file hides those of the same name in lower directories; an empty one hides them all.</summary>
    private static IEnumerable<DescriptorFile> Effective(IReadOnlyList<DescriptorFile> descriptors)
    {
        foreach (IGrouping<string, DescriptorFile> namesakes in descriptors.GroupBy(x => x.Name).OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            DescriptorFile top = namesakes.MaxBy(x => x.Rank)!;
            if (top.Text.Length > 0)
            {
                yield return top;
            }
        }
    }

    private static bool IsFor(JsonElement root, string arch, string machine)
    {
        foreach (JsonElement target in root.GetProperty("targets").EnumerateArray())
        {
            if (target.GetProperty("architecture").GetString() != Architectures.ToQemu(arch))
            {
                continue;
            }

            foreach (string pattern in Words(target, "machines"))
            {
                if (FileSystemName.MatchesSimpleExpression(pattern, machine, ignoreCase: false))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? Executable(JsonElement root)
    {
        JsonElement mapping = root.GetProperty("mapping");
        JsonElement holder = mapping.GetProperty("device").ValueEquals("flash") ? mapping.GetProperty("executable") : mapping;
        return holder.TryGetProperty("filename", out JsonElement file) ? file.GetString() : null;
    }

    private static List<string> Words(JsonElement element, string key)
    {
        var words = new List<string>();
        if (element.TryGetProperty(key, out JsonElement list))
        {
            foreach (JsonElement word in list.EnumerateArray())
            {
                words.Add(word.GetString() ?? "");
            }
        }

        return words;
    }
}
