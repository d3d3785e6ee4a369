using System.Text.Json;

namespace VirshLite.Conformance;

/// <summary>What libvirt does with a case.</summary>
internal enum Expectation
{
    Args,
    ParseError,
    BuildError,
}

/// <summary>One record of cases.json.</summary>
internal sealed record ConformanceCase
{
    public required string Id { get; init; }

    public required string Area { get; init; }

    public required Expectation Expect { get; init; }

    public required string Architecture { get; init; }

    public required string Replies { get; init; }

    public required string Variant { get; init; }

    public required string Input { get; init; }

    public string? Args { get; init; }

    public string? Xml { get; init; }

    public string? Error { get; init; }

    public bool AbiUpdate { get; init; }

    public string? HostCpu { get; init; }

    public IReadOnlyList<string> Removed { get; init; } = [];

    public IReadOnlyList<string> Added { get; init; } = [];

    public IReadOnlyList<int>? Gic { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public JsonElement Config { get; init; }

    public string? MigrateFrom { get; init; }

    public int? MigrateFd { get; init; }

    public JsonElement FdGroups { get; init; }

    public JsonElement VdpaFds { get; init; }

    public IReadOnlyList<string> Nbdkit { get; init; } = [];

    public int? SlirpHelperFd { get; init; }

    public IReadOnlyList<string> Swtpm { get; init; } = [];

    /// <summary>Machine aliases are dropped before use, so that short names stay (README of the cases).</summary>
    public bool DropsMachineAliases => Id.Contains("-latest", StringComparison.Ordinal);

    public static IReadOnlyList<ConformanceCase> Load(string directory)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "cases.json")));
        return [.. document.RootElement.Clone().EnumerateArray().Select(Read)];
    }

    private static ConformanceCase Read(JsonElement e) => new()
    {
        Id = e.GetProperty("id").GetString()!,
        Area = Text(e, "area") ?? "",
        Expect = e.GetProperty("expect").GetString() switch
        {
            "args" => Expectation.Args,
            "parse-error" => Expectation.ParseError,
            "build-error" => Expectation.BuildError,
            var other => throw new FormatException($"cases.json expects '{other}'"),
        },
        Architecture = e.GetProperty("arch").GetString()!,
        Replies = e.GetProperty("replies").GetString()!,
        Variant = Text(e, "variant") ?? "",
        Input = e.GetProperty("input").GetString()!,
        Args = Text(e, "args"),
        Xml = Text(e, "xml"),
        Error = Text(e, "error"),
        AbiUpdate = e.TryGetProperty("abiUpdate", out JsonElement abi) && abi.GetBoolean(),
        HostCpu = Text(e, "hostCpu"),
        Removed = Texts(e, "removed"),
        Added = Texts(e, "added"),
        Gic = e.TryGetProperty("gic", out JsonElement gic) ? [.. gic.EnumerateArray().Select(g => g.GetInt32())] : null,
        Environment = e.TryGetProperty("env", out JsonElement env)
            ? env.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!) : new Dictionary<string, string>(),
        Config = e.TryGetProperty("config", out JsonElement config) ? config : default,
        MigrateFrom = Text(e, "migrateFrom"),
        MigrateFd = e.TryGetProperty("migrateFd", out JsonElement fd) ? fd.GetInt32() : null,
        FdGroups = e.TryGetProperty("fdGroups", out JsonElement groups) ? groups : default,
        VdpaFds = e.TryGetProperty("vdpaFds", out JsonElement vdpa) ? vdpa : default,
        Nbdkit = Texts(e, "nbdkit"),
        SlirpHelperFd = e.TryGetProperty("slirpHelperFd", out JsonElement slirp) ? slirp.GetInt32() : null,
        Swtpm = Texts(e, "swtpm"),
    };

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement e, string name) =>
        e.TryGetProperty(name, out JsonElement value) ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [];
}
