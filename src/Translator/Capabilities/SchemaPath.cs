using System.Text.Json;

namespace VirshLite.Translator.Capabilities;

/// <summary>
/// Looks things up in the reply to <c>query-qmp-schema</c> by paths (capabilities.md 2.2): a command's or event's name, then
/// <c>arg-type</c>/<c>ret-type</c>, members, <c>+variant</c>, <c>*optional member</c>, <c>$feature</c>, <c>^enum value</c>, <c>!json type</c>.
/// </summary>
internal sealed class SchemaPath
{
    private readonly Dictionary<string, JsonElement> entries = new(2048, StringComparer.Ordinal);

    public SchemaPath(JsonElement schema)
    {
        foreach (JsonElement entry in schema.EnumerateArray())
        {
            entries.TryAdd(entry.GetProperty("name").GetString()!, entry);
        }
    }

    /// <summary>Whether the last element of the path was found.</summary>
    public bool Exists(string path)
    {
        string[] elements = path.Split('/');
        return entries.TryGetValue(elements[0], out JsonElement entry) && Walk(entry, elements, 1);
    }

    private bool Walk(JsonElement entry, string[] elements, int at)
    {
        if (at == elements.Length)
        {
            return true;
        }

        string element = elements[at];
        bool last = at == elements.Length - 1;
        if (element[0] == '$')
        {
            return last && HasFeature(entry, element.AsSpan(1));
        }

        switch (entry.GetProperty("meta-type").GetString())
        {
            case "command" or "event":
                return element is "arg-type" or "ret-type" && Follow(entry, element, elements, at + 1);
            case "object":
                return WalkObject(entry, elements, at);
            case "array":
                return Follow(entry, "element-type", elements, at);
            case "enum":
                return element[0] == '^' && WalkEnum(entry, elements, at);
            case "alternate":
                foreach (JsonElement member in entry.GetProperty("members").EnumerateArray())
                {
                    if (Follow(member, "type", elements, at))
                    {
                        return true;
                    }
                }

                return false;
            case "builtin":
                return last && element[0] == '!' && entry.GetProperty("json-type").ValueEquals(element.AsSpan(1));
            default:
                return false;
        }
    }

    private bool WalkObject(JsonElement entry, string[] elements, int at)
    {
        string element = elements[at];
        bool variant = element[0] == '+';
        bool optional = element[0] == '*';
        if (!entry.TryGetProperty(variant ? "variants" : "members", out JsonElement list))
        {
            return false;
        }

        ReadOnlySpan<char> name = variant || optional ? element.AsSpan(1) : element;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (!item.GetProperty(variant ? "case" : "name").ValueEquals(name))
            {
                continue;
            }

            return (!optional || item.TryGetProperty("default", out _)) && Follow(item, "type", elements, at + 1);
        }

        return false;
    }

    private static bool WalkEnum(JsonElement entry, string[] elements, int at)
    {
        ReadOnlySpan<char> value = elements[at].AsSpan(1);
        if (entry.TryGetProperty("members", out JsonElement members))
        {
            foreach (JsonElement member in members.EnumerateArray())
            {
                if (member.GetProperty("name").ValueEquals(value))
                {
                    return at + 1 == elements.Length ||
                        (at + 2 == elements.Length && elements[at + 1][0] == '$' && HasFeature(member, elements[at + 1].AsSpan(1)));
                }
            }
        }
        else if (entry.TryGetProperty("values", out JsonElement values))
        {
            return at + 1 == elements.Length && Contains(values, value);
        }

        return false;
    }

    /// <summary>Goes on with the type that a key names; at the path's end the type need not be looked at.</summary>
    private bool Follow(JsonElement from, string key, string[] elements, int at) =>
        from.TryGetProperty(key, out JsonElement type) &&
        (at == elements.Length || (entries.TryGetValue(type.GetString()!, out JsonElement entry) && Walk(entry, elements, at)));

    private static bool HasFeature(JsonElement entry, ReadOnlySpan<char> feature) =>
        entry.TryGetProperty("features", out JsonElement features) && Contains(features, feature);

    private static bool Contains(JsonElement list, ReadOnlySpan<char> word)
    {
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueEquals(word))
            {
                return true;
            }
        }

        return false;
    }
}
