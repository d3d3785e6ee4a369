using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VirshLite.Translator.Parsing;

/// <summary>
/// The value of an option taken apart into names and texts, so that <c>{"driver":"VGA","id":"video0"}</c> and <c>VGA,id=video0</c> come out alike: members of
/// objects as <c>outer.inner</c>, items of lists as <c>name.0</c>, switches as on and off. The bare first word has the name that it has in JSON.
/// </summary>
public sealed class OptionProperties
{
    private readonly List<KeyValuePair<string, string>> items = [];

    public OptionProperties()
    {
    }

    public OptionProperties(IEnumerable<KeyValuePair<string, string>> items) => this.items.AddRange(items);

    public IReadOnlyList<KeyValuePair<string, string>> Items => items;

    /// <summary>The first property of that name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> item in items)
            {
                if (item.Key == name)
                {
                    return item.Value;
                }
            }

            return null;
        }
    }

    public static OptionProperties Parse(string option, string? value)
    {
        var properties = new OptionProperties();
        if (value is null)
        {
            return properties;
        }

        if (!value.StartsWith('{') || !properties.TryJson(value))
        {
            properties.KeyValue(option, value);
        }

        return properties;
    }

    /// <summary>The name of an option's bare first word.</summary>
    public static string LeadKey(string option) => option switch
    {
        "-device" or "-blockdev" or "-audiodev" => "driver",
        "-object" => "qom-type",
        "-netdev" or "-machine" or "-M" or "-display" => "type",
        "-chardev" => "backend",
        "-accel" => "accel",
        "-cpu" => "model",
        "-m" => "size",
        "-smp" => "cpus",
        "-name" => "guest",
        "-mon" => "chardev",
        "-numa" => "type",
        "-sandbox" => "enable",
        _ => "",
    };

    private bool TryJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            Flatten("", document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            items.Clear();
            return false;
        }
    }

    private void Flatten(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Flatten(name.Length == 0 ? member.Name : name + "." + member.Name, member.Value);
                }

                break;
            case JsonValueKind.Array:
                int i = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    // QEMU's list of {"str": …} is a repeated key in the other form
                    Flatten(
                        IsStringHolder(item) ? name : string.Create(CultureInfo.InvariantCulture, $"{name}.{i++}"),
                        IsStringHolder(item) ? item.GetProperty("str") : item);
                }

                break;
            case JsonValueKind.String:
                items.Add(new(name, value.GetString()!));
                break;
            case JsonValueKind.True:
                items.Add(new(name, "on"));
                break;
            case JsonValueKind.False:
                items.Add(new(name, "off"));
                break;
            default:
                items.Add(new(name, value.GetRawText()));
                break;
        }
    }

    private static bool IsStringHolder(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("str", out _))
        {
            return false;
        }

        int members = 0;
        foreach (JsonProperty _ in item.EnumerateObject())
        {
            members++;
        }

        return members == 1;
    }

    private void KeyValue(string option, string text)
    {
        if (option is "-append" or "-kernel" or "-initrd" or "-dtb" or "-uuid" or "-D" or "-pidfile")
        {
            items.Add(new("", text));
            return;
        }

        bool first = true;
        foreach (string part in SplitAtCommas(text))
        {
            int equals = part.IndexOf('=');
            if (equals > 0)
            {
                items.Add(new(part[..equals], part[(equals + 1)..]));
            }
            else if (first)
            {
                items.Add(new(LeadKey(option), part));
            }
            else if (option == "-cpu" && part.Length > 1 && part[0] is '+' or '-')
            {
                items.Add(new(part[1..], part[0] == '+' ? "on" : "off"));
            }
            else if (part.StartsWith("no", StringComparison.Ordinal) && part is "nowait" or "nodelay")
            {
                items.Add(new(part == "nowait" ? "wait" : part, part == "nowait" ? "off" : "on"));
            }
            else
            {
                items.Add(new(part, "on"));
            }

            first = false;
        }
    }

    /// <summary>Parts between single commas; a doubled comma is one of the text.</summary>
    private static List<string> SplitAtCommas(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != ',')
            {
                part.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == ',')
            {
                part.Append(',');
                i++;
            }
            else
            {
                parts.Add(part.ToString());
                part.Clear();
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
