using VirshLite.Runner.Commands;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Takeover;

/// <summary>What systemd says of units, in one question.</summary>
internal static class LibvirtUnits
{
    /// <summary>The service manager of this host is systemd.</summary>
    public static bool HasSystemd => Directory.Exists("/run/systemd/system");

    /// <summary>Those of the units that there are.</summary>
    public static IReadOnlyList<UnitFacts> Ask(IEnumerable<string> names)
    {
        var question = new HostCommand("systemctl", ["show", "--property=Id,LoadState,ActiveState,UnitFileState", "--", .. names])
        {
            TimeLimit = TakeoverOperations.ServicePatience,
        };

        // no answer is not the answer that there are none: a daemon would be stopped, and its socket start it again
        return Parse(question.Run().Check("asking systemd for libvirt's units").Output);
    }

    /// <summary>Blocks of <c>NAME=VALUE</c> lines, an empty line between them.</summary>
    internal static IReadOnlyList<UnitFacts> Parse(string text)
    {
        var units = new List<UnitFacts>();
        foreach (string block in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            Dictionary<string, string> values = block.Split('\n').Where(l => l.Contains('=', StringComparison.Ordinal)).Select(l => l.Split('=', 2))
                .GroupBy(l => l[0]).ToDictionary(g => g.Key, g => g.First()[1]);
            string load = values.GetValueOrDefault("LoadState", "");
            string file = values.GetValueOrDefault("UnitFileState", "");
            bool isMasked = load == "masked" || file.StartsWith("masked", StringComparison.Ordinal);
            if (values.GetValueOrDefault("Id") is { Length: > 0 } name && (load == "loaded" || isMasked))
            {
                units.Add(new UnitFacts(name, values.GetValueOrDefault("ActiveState") is "active" or "activating" or "reloading",
                    file is "enabled" or "enabled-runtime", isMasked));
            }
        }

        return units;
    }
}
