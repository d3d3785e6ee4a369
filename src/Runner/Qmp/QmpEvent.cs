using System.Text.Json;

namespace VirshLite.Runner.Qmp;

/// <summary>An event of QEMU; <paramref name="Data"/> is undefined where it carries none.</summary>
public sealed record QmpEvent(string Name, JsonElement Data)
{
    /// <summary>A text or number of the data; null where absent.</summary>
    public string? Text(string key) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(key, out JsonElement value)
            ? value.ValueKind == JsonValueKind.String ? QmpJson.Text(Data, key) : value.GetRawText()
            : null;
}
