using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VirshLite.Cli.Output;

/// <summary>Words of tables and lines as JSON: names in camel case; numbers, booleans and absent values where no name can stand.</summary>
internal static class AnswerValue
{
    private const string KiB = " KiB";

    /// <summary>Members whose values are names that somebody chose: always strings.</summary>
    private static readonly HashSet<string> Names =
    [
        "name", "title", "description", "parent", "target", "source", "device", "interface", "bridge", "filter", "hostname", "usage", "path", "mountpoint",
        "portDev", "clientIdOrDuid", "domain", "value", "type", "model", "uuid", "macAddress", "ipAddress", "children", "location",
    ];

    /// <summary><c>CPU(s)</c> is cpus, <c>Max memory</c> maxMemory; words with underscores stay.</summary>
    public static string Name(string heading)
    {
        var name = new StringBuilder();
        foreach (string word in heading.Split([' ', '-', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            string letters = string.Concat(word.Where(c => char.IsLetterOrDigit(c) || c is '_' or '.'));
            bool isShort = letters.Length > 1 && letters.TrimEnd('s').All(c => char.IsUpper(c) || char.IsDigit(c));
            name.Append(name.Length == 0
                ? isShort ? letters.ToLowerInvariant() : letters.Length == 0 ? "" : char.ToLowerInvariant(letters[0]) + letters[1..]
                : letters.Length == 0 ? "" : char.ToUpperInvariant(letters[0]) + (isShort ? letters[1..].ToLowerInvariant() : letters[1..]));
        }

        return name.Length == 0 ? heading : name.ToString();
    }

    /// <summary>A member of an object; one in KiB has its unit in its name.</summary>
    public static KeyValuePair<string, object?> Member(string name, string text) =>
        text.EndsWith(KiB, StringComparison.Ordinal) && char.IsLetter(name[0])
            && ulong.TryParse(text[..^KiB.Length], CultureInfo.InvariantCulture, out ulong kiB)
            ? new(name + "KiB", kiB) : new(name, Names.Contains(name) ? text : Of(text));

    /// <summary>A number, a boolean, null for <c>-</c>, or the text.</summary>
    public static object? Of(string text) => text switch
    {
        "yes" => true,
        "no" => false,
        "-" => null,
        _ when text.Length is > 0 and < 19 && (text[0] is '-' or (>= '1' and <= '9') || text == "0")
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        _ => text,
    };

    /// <summary>Strings, numbers, booleans, null, lists of them, and lists of members, which are objects.</summary>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case long number: json.WriteNumberValue(number); break;
            case ulong number: json.WriteNumberValue(number); break;
            case string text: json.WriteStringValue(text); break;
            case IReadOnlyList<KeyValuePair<string, object?>> members: Members(json, members); break;
            case IReadOnlyList<object?> elements:
                json.WriteStartArray();
                foreach (object? element in elements)
                {
                    Write(json, element);
                }

                json.WriteEndArray();
                break;
            default: throw new ArgumentException($"no JSON for {value.GetType()}", nameof(value));
        }
    }

    private static void Members(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> members)
    {
        json.WriteStartObject();
        var seen = new HashSet<string>();
        foreach ((string name, object? value) in members)
        {
            string unique = name;
            for (int i = 2; !seen.Add(unique); i++)
            {
                unique = name + i.ToString(CultureInfo.InvariantCulture);
            }

            json.WritePropertyName(unique);
            Write(json, value);
        }

        json.WriteEndObject();
    }
}
