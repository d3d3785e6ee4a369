using System.Text.Json;

namespace VirshLite.Conformance.Security;

/// <summary>One record of the security data's cases.json; <see cref="Json"/> has what its kind adds (README there).</summary>
internal sealed record SecurityCase(string Name, string Kind, string XmlFile, JsonElement Json)
{
    public static IReadOnlyList<SecurityCase> Load(string directory)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "cases.json")));
        return [.. document.RootElement.Clone().EnumerateArray().Select(e =>
            new SecurityCase(e.GetProperty("name").GetString()!, e.GetProperty("kind").GetString()!, e.GetProperty("xml").GetString()!, e))];
    }

    /// <summary>Whether a folder holds data of this form and not of the other (whose cases have ids and expectations).</summary>
    public static bool IsFolder(string directory)
    {
        string file = Path.Combine(directory, "cases.json");
        if (!File.Exists(file))
        {
            return false;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
            && first.TryGetProperty("kind", out JsonElement kind)
            && kind.GetString() is "memlock" or "dac" or "selinux" or "apparmor";
    }
}
