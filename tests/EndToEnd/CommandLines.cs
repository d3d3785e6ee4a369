using System.Globalization;
using System.Text.Json;

namespace VirshLite.EndToEnd;

/// <summary>Command lines as they were shown and as they are.</summary>
internal static class CommandLines
{
    /// <summary>The binary and its words, as <c>domxml-to-native --as-started</c> tells.</summary>
    public static string[] Shown(World world, params string[] what)
    {
        using JsonDocument json = JsonDocument.Parse(world.Do(["domxml-to-native", "qemu-argv", "--as-started", "--format", "json", .. what]));
        JsonElement root = json.RootElement;
        return [root.GetProperty("binary").GetString()!, .. root.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()!)];
    }

    /// <summary>The words of the running process.</summary>
    public static string[] Running(World world, string guest) =>
        File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{world.QemuOf(guest)}/cmdline")).TrimEnd('\0').Split('\0');
}
