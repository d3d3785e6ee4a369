using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>
/// A configuration provider that tells its names. Not by ConfigurationProvider's own way: that sorts a list of references, which alone makes the native program
/// set up some 700 more types at each start.
/// </summary>
internal interface ISettingProvider
{
    /// <summary>The first parts of all names, or those behind <paramref name="parent"/>, in the order of the library: <c>2</c> before <c>10</c>.</summary>
    IEnumerable<string> NamesBelow(string? parent);

    bool TryGet(string key, out string? value);
}

/// <summary>Settings that are read already, by key; items of lists as <c>key:0</c>, <c>key:1</c> …</summary>
internal sealed class GivenSettings : ConfigurationProvider, ISettingProvider
{
    public GivenSettings(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        foreach ((string key, string? value) in settings)
        {
            Data[key] = value;
        }
    }

    public IEnumerable<string> NamesBelow(string? parent) => SettingNames.Below(Data, parent);
}

/// <summary>The settings of a JSON text.</summary>
internal sealed class JsonSettings(Stream stream)
    : JsonStreamConfigurationProvider(new JsonStreamConfigurationSource { Stream = stream }), ISettingProvider
{
    public IEnumerable<string> NamesBelow(string? parent) => SettingNames.Below(Data, parent);
}

internal static class SettingNames
{
    /// <summary>For <see cref="ISettingProvider.NamesBelow"/>, each name once.</summary>
    public static IEnumerable<string> Below(IDictionary<string, string?> data, string? parent)
    {
        int start = parent is null ? 0 : parent.Length + 1;
        return data.Keys.Where(IsBelow).Select(First).Distinct(StringComparer.OrdinalIgnoreCase).Order(ConfigurationKeyComparer.Instance);

        bool IsBelow(string key) =>
            parent is null || (key.Length > start && key[start - 1] == ':' && key.StartsWith(parent, StringComparison.OrdinalIgnoreCase));

        string First(string key) => key.IndexOf(':', start) is >= 0 and int colon ? key[start..colon] : key[start..];
    }
}
