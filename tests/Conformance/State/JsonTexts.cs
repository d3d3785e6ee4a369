using System.Text;
using System.Text.Json;

namespace VirshLite.Conformance.State;

/// <summary>Texts of JSON documents.</summary>
internal static class JsonTexts
{
    /// <summary>Documents that stand one after another, each as its own text.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.Trim());
        if (bytes.Length == 0)
        {
            return [];
        }

        var documents = new List<string>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            documents.Add(document.RootElement.GetRawText());
        }

        return documents;
    }

    public static bool Equal(string left, string right)
    {
        using JsonDocument a = JsonDocument.Parse(left);
        using JsonDocument b = JsonDocument.Parse(right);
        return JsonElement.DeepEquals(a.RootElement, b.RootElement);
    }

    public static string Compact(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
