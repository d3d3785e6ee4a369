using System.Globalization;
using System.Text.Json;
using VirshLite.Translator.Changes;

namespace VirshLite.Conformance.Hotplug;

/// <summary>agent.json: what the guest agent answers, as <c>guestinfo</c> prints it.</summary>
internal static class AgentCases
{
    public static IEnumerable<HotplugOutcome> Run(HotplugSetting setting) => setting.Load("agent.json").EnumerateArray().Select(entry =>
        HotplugOutcome.Of("agent", entry.GetProperty("name").GetString()!, differences => Run(setting, entry, differences)));

    private static void Run(HotplugSetting setting, JsonElement entry, Differences differences)
    {
        differences.Add("not yet");
        _ = CultureInfo.InvariantCulture;
        _ = setting;
        _ = entry;
    }
}
