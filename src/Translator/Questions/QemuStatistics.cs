using System.Globalization;
using System.Text.Json;

namespace VirshLite.Translator.Questions;

/// <summary>QEMU's <c>query-stats</c> under the names that libvirt gives its figures: the statistic's own and what kind it is of.</summary>
internal static class QemuStatistics
{
    /// <summary>One statistic over all vCPUs.</summary>
    public static ulong Sum(JsonElement? answer, string statistic)
    {
        ulong sum = 0;
        foreach (JsonElement result in Results(answer))
        {
            foreach ((string name, JsonElement value) in Statistics(result))
            {
                sum += name == statistic && value.TryGetUInt64(out ulong number) ? number : 0;
            }
        }

        return sum;
    }

    public static IEnumerable<(string Field, string Value)> OfVcpu(JsonElement? answer, JsonElement? schemas, int vcpu)
    {
        JsonElement[] results = [.. Results(answer)];
        return vcpu < results.Length ? Fields(results[vcpu], Kinds(schemas, "vcpu")) : [];
    }

    public static IEnumerable<(string Field, string Value)> OfMachine(JsonElement? answer, JsonElement? schemas) =>
        Results(answer).SelectMany(result => Fields(result, Kinds(schemas, "vm")));

    private static IEnumerable<(string Field, string Value)> Fields(JsonElement result, Dictionary<string, string> kinds)
    {
        foreach ((string name, JsonElement value) in Statistics(result))
        {
            string? text = value.ValueKind switch
            {
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "yes",
                JsonValueKind.False => "no",
                _ => null,
            };
            if (text is not null && kinds.TryGetValue(name, out string? kind))
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"{name}.{kind}"), text);
            }
        }
    }

    private static Dictionary<string, string> Kinds(JsonElement? schemas, string target)
    {
        var kinds = new Dictionary<string, string>();
        foreach (JsonElement schema in Results(schemas).Where(s => s.GetProperty("target").GetString() == target))
        {
            foreach (JsonElement statistic in schema.GetProperty("stats").EnumerateArray())
            {
                kinds[statistic.GetProperty("name").GetString()!] = statistic.GetProperty("type").GetString() switch
                {
                    "cumulative" => "sum",
                    "instant" => "cur",
                    "peak" => "max",
                    _ => "",
                };
            }
        }

        foreach (string without in kinds.Where(k => k.Value.Length == 0).Select(k => k.Key).ToArray())
        {
            kinds.Remove(without);
        }

        return kinds;
    }

    private static IEnumerable<(string Name, JsonElement Value)> Statistics(JsonElement result) =>
        result.TryGetProperty("stats", out JsonElement stats)
            ? stats.EnumerateArray().Select(s => (s.GetProperty("name").GetString()!, s.GetProperty("value"))) : [];

    private static IEnumerable<JsonElement> Results(JsonElement? answer) => answer is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray() : [];
}
