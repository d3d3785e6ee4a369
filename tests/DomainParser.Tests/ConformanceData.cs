namespace VirshLite.DomainParser.Tests;

/// <summary>The domains of the conformance cases, where this machine has them.</summary>
internal static class ConformanceData
{
    /// <summary>Names of all completed domains below data/, without repetition.</summary>
    public static IReadOnlyList<string> CompletedXml()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        using System.Text.Json.JsonDocument cases =
            System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(ConformanceFolder.Required, "cases.json")));
        foreach (System.Text.Json.JsonElement record in cases.RootElement.EnumerateArray())
        {
            if (record.TryGetProperty("xml", out System.Text.Json.JsonElement xml) && xml.GetString() is { } name)
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    public static string Read(string name) => File.ReadAllText(Path.Combine(ConformanceFolder.Required, "data", name));
}
