using System.Globalization;
using VirshLite.DomainParser;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>One setting as a source gave it: a text or a list of texts, with the place for error messages.</summary>
/// <param name="Key">The setting's name, as in qemu.conf.</param>
/// <param name="Origin">Where it was set: a file, a variable or the command line.</param>
internal sealed record SettingValue(string Key, string? Text, IReadOnlyList<string>? Items, string Origin)
{
    /// <exception cref="DomainException">The setting is a list.</exception>
    public string AsText() => Text ?? throw Error("takes a text, not a list");

    /// <summary>0 and 1 as in qemu.conf; also true/false, yes/no, on/off.</summary>
    public bool AsSwitch() => AsText().ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "on" => true,
        "0" or "false" or "no" or "off" => false,
        var other => throw Error($"takes 0 or 1, not '{other}'"),
    };

    public uint AsNumber(uint minimum, uint maximum) =>
        uint.TryParse(AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number >= minimum && number <= maximum
            ? number
            : throw Error(string.Create(CultureInfo.InvariantCulture, $"takes a number from {minimum} to {maximum}, not '{Text}'"));

    public string AsAbsolutePath() => AsText() is { } path && path.StartsWith('/') ? Trimmed(path) : throw Error($"takes an absolute path, not '{Text}'");

    /// <summary>One of the given words.</summary>
    public string AsWord(params ReadOnlySpan<string> words)
    {
        string text = AsText();
        foreach (string word in words)
        {
            if (word == text)
            {
                return text;
            }
        }

        throw Error($"takes one of {string.Join(", ", words!)}, not '{text}'");
    }

    /// <summary>The items of a list; a single text is a list of one, an empty text an empty list.</summary>
    public IReadOnlyList<string> AsList() => Items ?? (AsText() is { Length: > 0 } one ? [one] : []);

    public DomainException Error(string what) => DomainException.Operation($"{Origin}: {Key} {what}");

    private static string Trimmed(string path) => path.Length > 1 ? path.TrimEnd('/') : path;
}
