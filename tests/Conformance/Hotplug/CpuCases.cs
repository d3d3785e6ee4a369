using System.Text.Json;
using VirshLite.Translator.Changes;

namespace VirshLite.Conformance.Hotplug;

/// <summary>cpuinfo.json: vCPUs as QEMU describes them.</summary>
internal static class CpuCases
{
    public static IEnumerable<HotplugOutcome> Run(HotplugSetting setting) => setting.Load("cpuinfo.json").EnumerateArray().Select(entry =>
        HotplugOutcome.Of("cpuinfo", entry.GetProperty("name").GetString()!, differences =>
        {
            var inventory = CpuInventory.Of(
                Returned(setting.Load(entry.GetProperty("hotplug").GetString()!)), Returned(setting.Load(entry.GetProperty("cpus").GetString()!)),
                    entry.GetProperty("maxVcpus").GetUInt32());
            differences.Texts("vCPUs", setting.Text(entry.GetProperty("expected").GetString()!).TrimEnd(), inventory.Listing().TrimEnd());
        }));

    private static JsonElement Returned(JsonElement reply) =>
        reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("return", out JsonElement value) ? value : reply;
}
