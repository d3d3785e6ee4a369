using System.Globalization;
using System.Text.Json;

namespace VirshLite.Translator.Agent;

/// <summary>Members of a guest agent's answers, which a guest may leave out or fill with anything.</summary>
internal static class AgentJson
{
    public static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString() : null;

    /// <summary>A whole number as it stands; null where there is none.</summary>
    public static string? Number(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.Number
            ? member.GetRawText() : null;

    public static double? Real(JsonElement value, string name) => Number(value, name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A small number that is not negative; null where there is none.</summary>
    public static uint? Index(JsonElement value, string name) =>
        uint.TryParse(Number(value, name), NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;

    public static bool? Switch(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member)
            && member.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.GetBoolean() : null;

    /// <summary>The elements of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? Items(member) : [];

    public static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.Object
            ? member : null;
}
