namespace VirshLite.Runner.Networking.Virtual;

/// <summary>Bridges of this host and what is connected to them.</summary>
internal static class BridgePorts
{
    public static bool IsBridge(string name) => Directory.Exists($"/sys/class/net/{name}/bridge");

    /// <summary>Devices connected to it.</summary>
    public static IReadOnlyList<string> Of(string bridge)
    {
        string ports = $"/sys/class/net/{bridge}/brif";
        return Directory.Exists(ports) ? [.. Directory.GetFileSystemEntries(ports).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)] : [];
    }
}
