using System.Text.Json;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>What programs that a guest may need beside QEMU say they can do.</summary>
internal static class HelperCapabilities
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Those that <c>swtpm_setup --print-capabilities</c> names; both where it is too old to name any.</summary>
    public static IReadOnlyList<string> SwtpmVersions(IHostFacts host)
    {
        if (host.FindProgram("swtpm") is null || host.FindProgram("swtpm_setup") is not { } setup)
        {
            return [];
        }

        IReadOnlyList<string> features = Features(setup) ?? [];
        List<string> versions = [];
        foreach (string version in (ReadOnlySpan<string>)["1.2", "2.0"])
        {
            if (features.Contains("tpm-" + version))
            {
                versions.Add(version);
            }
        }

        return versions.Count > 0 ? versions : ["1.2", "2.0"];
    }

    /// <summary>What a program lists as "features" when asked with <c>--print-capabilities</c>.</summary>
    public static IReadOnlyList<string>? VhostUserFeatures(string program) => ProgramPath.Find(program) is { } path ? Features(path) : null;

    /// <summary>The plugins and filters that are there, by their files: <c>plugin_curl</c>, <c>plugin_ssh</c>, <c>filter_readahead</c>.</summary>
    public static IReadOnlyList<string>? NbdkitCapabilities(IHostFacts host)
    {
        if (host.FindProgram("nbdkit") is not { } nbdkit || Ask(nbdkit, "--dump-config") is not { } configuration)
        {
            return null;
        }

        var capabilities = new List<string>();
        foreach (string line in configuration.Split('\n'))
        {
            (string kind, string[] names) = line.Split('=')[0] switch
            {
                "plugindir" => ("plugin", new[] { "curl", "ssh" }),
                "filterdir" => ("filter", new[] { "readahead" }),
                _ => ("", []),
            };
            string directory = line[(line.IndexOf('=') + 1)..].Trim();
            foreach (string name in names)
            {
                if (File.Exists($"{directory}/nbdkit-{name}-{kind}.so"))
                {
                    capabilities.Add($"{kind}_{name}");
                }
            }
        }

        return capabilities;
    }

    /// <summary>What the program prints; null where it cannot be run, fails or does not end.</summary>
    private static string? Ask(string program, string word) =>
        new HostCommand(program, word) { TimeLimit = Patience }.TryRun() is { Success: true } result ? result.Output : null;

    private static IReadOnlyList<string>? Features(string program)
    {
        if (Ask(program, "--print-capabilities") is not { } text)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            var features = new List<string>();
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("features", out JsonElement list))
            {
                foreach (JsonElement feature in list.EnumerateArray())
                {
                    features.Add(feature.GetString() ?? "");
                }
            }

            return features;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
