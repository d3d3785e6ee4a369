using System.Text.Json;

namespace VirshLite.Conformance.State;

/// <summary>One record of the state cases: files by role and what is asked of them (README of the cases).</summary>
internal sealed class StateCase
{
    private readonly string directory;
    private readonly JsonElement record;

    private StateCase(string directory, JsonElement record)
    {
        this.directory = directory;
        this.record = record;
    }

    public string Name => record.GetProperty("name").GetString()!;

    public string Kind => record.GetProperty("kind").GetString()!;

    public static IReadOnlyList<StateCase> Load(string directory)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(directory, "cases.json")));
        return [.. document.RootElement.Clone().EnumerateArray().Select(e => new StateCase(directory, e))];
    }

    /// <summary>The content of an input; it has to be there.</summary>
    public string Input(string role) => OptionalInput(role) ?? throw new FormatException($"{Name} has no input '{role}'");

    public string? OptionalInput(string role) => File("input", role);

    public string Expected(string role) => OptionalExpected(role) ?? throw new FormatException($"{Name} expects no '{role}'");

    public string? OptionalExpected(string role) => File("expect", role);

    public string? Text(string option) => Option(option) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public bool Flag(string option) => Option(option).ValueKind == JsonValueKind.True;

    public long? Number(string option) => Option(option) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;

    public IReadOnlyList<string> Texts(string option) =>
        Option(option) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(t => t.GetString()!)] : [];

    private JsonElement Option(string name) =>
        record.TryGetProperty("options", out JsonElement options) && options.ValueKind == JsonValueKind.Object
            && options.TryGetProperty(name, out JsonElement value) ? value : default;

    private string? File(string part, string role) =>
        record.TryGetProperty(part, out JsonElement files) && files.TryGetProperty(role, out JsonElement name)
            ? System.IO.File.ReadAllText(Path.Combine(directory, name.GetString()!)) : null;
}
