using System.Runtime.CompilerServices;

namespace VirshLite.DomainParser.Tests;

/// <summary>The conformance cases, where this machine has them: beside the repository, or where VIRSHLITE_CONFORMANCE points.</summary>
internal static class ConformanceData
{
    public static string Directory { get; } = Find();

    /// <summary>Names of all completed domains below data/, without repetition.</summary>
    public static IReadOnlyList<string> CompletedXml()
    {
        Skip.IfNot(File.Exists(Path.Combine(Directory, "cases.json")), $"no conformance cases in {Directory}; set VIRSHLITE_CONFORMANCE to their directory");
        var names = new SortedSet<string>(StringComparer.Ordinal);
        using System.Text.Json.JsonDocument cases = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Directory, "cases.json")));
        foreach (System.Text.Json.JsonElement record in cases.RootElement.EnumerateArray())
        {
            if (record.TryGetProperty("xml", out System.Text.Json.JsonElement xml) && xml.GetString() is { } name)
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    public static string Read(string name) => File.ReadAllText(Path.Combine(Directory, "data", name));

    private static string Find([CallerFilePath] string here = "")
    {
        string? given = Environment.GetEnvironmentVariable("VIRSHLITE_CONFORMANCE");
        if (!string.IsNullOrEmpty(given))
        {
            return given;
        }

        string repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
        for (DirectoryInfo? above = new DirectoryInfo(repository).Parent; above is not null; above = above.Parent)
        {
            string candidate = Path.Combine(above.FullName, "shared", "conformance");
            if (System.IO.Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return Path.Combine(repository, "..", "shared", "conformance");
    }
}
