using System.Text.Json;

namespace VirshLite.Conformance.Networks;

/// <summary>One record of the network cases' cases.json.</summary>
internal sealed record NetworkCase(string Directory, JsonElement Json)
{
    public string Kind => Text("kind")!;

    public string Id => $"{Kind} {Text("name")}";

    /// <summary>The message that libvirt refuses it with; null where it takes it.</summary>
    public string? Refusal => Json.TryGetProperty("refused", out JsonElement refused) && refused.GetBoolean() ? Text("error") : null;

    public static IReadOnlyList<NetworkCase> Load(string directory)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(directory, "cases.json")));
        return [.. document.RootElement.Clone().EnumerateArray().Select(e => new NetworkCase(directory, e))];
    }

    public string? Text(string field) => Json.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String
        ? value.GetString() : null;

    /// <summary>The text of the file that a field names; null where it names none.</summary>
    public string? File(string field) => Text(field) is { } path ? System.IO.File.ReadAllText(Path.Combine(Directory, path)) : null;

    public string Required(string field) => File(field) ?? throw new FormatException($"the case {Id} has no '{field}'");

    public IReadOnlyList<string> Texts(string field) =>
        Json.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [];

    /// <summary>The lines of a .cmds file: one command each.</summary>
    public string Commands(string field) => Lines(Required(field).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Words));

    public static string Lines(IEnumerable<IReadOnlyList<string>> commands) =>
        string.Concat(commands.Select(c => string.Join(' ', c.Select(w => w.Contains(' ') ? $"'{w}'" : w)) + "\n"));

    public static IReadOnlyList<string> Words(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return [.. document.RootElement.EnumerateArray().Select(e => e.GetString()!)];
    }
}
