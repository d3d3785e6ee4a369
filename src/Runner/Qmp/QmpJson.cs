using System.Text.Json;

namespace VirshLite.Runner.Qmp;

/// <summary>Messages of QMP as JSON. What comes from QEMU is bounded and looked at, never trusted: a guest may have got hold of it.</summary>
internal static class QmpJson
{
    /// <summary>QEMU's own limit on nesting; a backing chain of a few dozen images comes to over a hundred.</summary>
    public const int Depth = 1024;

    /// <exception cref="JsonException">This is no JSON.</exception>
    public static JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Depth });
        return JsonDocument.ParseValue(ref reader);
    }

    /// <summary>A member that is a text; null where it is absent, something else, or no valid text.</summary>
    public static string? Text(JsonElement json, string name)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // half a surrogate pair, or bytes that are no UTF-8
            return null;
        }
    }

    /// <summary>An error's description; a sentence of ours where QEMU gives none.</summary>
    public static string Description(JsonElement error) => Text(error, "desc") ?? "QEMU gives no reason";
}
