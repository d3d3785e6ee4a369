using System.Text.RegularExpressions;

namespace VirshLite.Translator.Adapting.Drafts;

/// <summary>What a QEMU binary understands on its command line, from what it says itself.</summary>
/// <param name="Options">Names without hyphens.</param>
/// <param name="Devices">Names for <c>-device</c>, old ones too.</param>
/// <param name="Objects">Types for <c>-object</c>.</param>
public sealed partial record EmulatorVocabulary(IReadOnlySet<string> Options, IReadOnlySet<string> Devices, IReadOnlySet<string> Objects)
{
    /// <param name="help">What <c>-help</c> prints.</param>
    /// <param name="devices">What <c>-device help</c> prints.</param>
    /// <param name="objects">What <c>-object help</c> prints.</param>
    public static EmulatorVocabulary Parse(string help, string devices, string objects)
    {
        HashSet<string> options = [.. Option().Matches(help).SelectMany(m => m.Groups[1].Value.Split(" or ")).Select(o => o.Trim().TrimStart('-'))];
        HashSet<string> names = [.. Device().Matches(devices).SelectMany(m => new[] { m.Groups[1].Value, m.Groups[2].Value }).Where(n => n.Length > 0)];
        HashSet<string> types = [.. objects.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Trim())];
        return new(options, names, types);
    }

    [GeneratedRegex("^(-[a-zA-Z0-9][a-zA-Z0-9_.-]*(?: or -[a-zA-Z0-9_.-]+)*)", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex("^name \"([^\"]+)\"(?:.*?alias \"([^\"]+)\")?", RegexOptions.Multiline)]
    private static partial Regex Device();
}
