using System.Globalization;
using System.Text.Json;

namespace VirshLite.Translator.Storage;

/// <summary>
/// QEMU's block options out of a json: string (storage.md 16): objects and lists are laid flat into dotted keys (<c>file.server.0.host</c>), so that nested and
/// dotted spelling mean the same. One of these looks at the keys below one prefix.
/// </summary>
internal sealed class BlockOptions
{
    private const int DeepestNesting = 64;

    private readonly string json;
    private readonly Dictionary<string, string> values;
    private readonly HashSet<string> numbers;
    private readonly string prefix;

    private BlockOptions(string json, Dictionary<string, string> values, HashSet<string> numbers, string prefix)
    {
        this.json = json;
        this.values = values;
        this.numbers = numbers;
        this.prefix = prefix;
    }

    /// <summary>An option's text; null where it is not given. Numbers and booleans are texts too.</summary>
    public string? this[string key] => values.GetValueOrDefault(prefix + key);

    /// <exception cref="ImageHeaderException">This is no JSON, or nested too deeply.</exception>
    public static BlockOptions Parse(string json)
    {
        var values = new Dictionary<string, string>();
        var numbers = new HashSet<string>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            Flatten(document.RootElement, "", values, numbers);
        }
        catch (JsonException e)
        {
            throw new ImageHeaderException($"its backing file 'json:{json}' is no valid JSON: {e.Message}");
        }

        return new(json, values, numbers, "");
    }

    /// <exception cref="ImageHeaderException">It is not given.</exception>
    public string Required(string key) => this[key] ?? throw Error($"does not say '{key}'");

    /// <summary>0 where it is not given, or no number.</summary>
    public ulong Number(string key) => ulong.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : 0;

    /// <summary>Whether it stands there as a JSON number.</summary>
    public bool IsNumber(string key) => numbers.Contains(prefix + key);

    /// <summary>The options below a key; null where there are none.</summary>
    public BlockOptions? Below(string key)
    {
        string below = $"{prefix}{key}.";
        foreach (string name in values.Keys)
        {
            if (name.StartsWith(below, StringComparison.Ordinal))
            {
                return new(json, values, numbers, below);
            }
        }

        return null;
    }

    public ImageHeaderException Error(string message) => new($"its backing file 'json:{json}' {message}");

    private static void Flatten(JsonElement element, string key, Dictionary<string, string> values, HashSet<string> numbers)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Flatten(property.Value, key.Length == 0 ? property.Name : key + "." + property.Name, values, numbers);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Flatten(item, $"{key}.{index++}", values, numbers);
                }

                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.True:
                values[key] = "true";
                break;
            case JsonValueKind.False:
                values[key] = "false";
                break;
            case JsonValueKind.Number:
                numbers.Add(key);
                goto default;
            default:
                values[key] = element.ToString();
                break;
        }
    }
}
