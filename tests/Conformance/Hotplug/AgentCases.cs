using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Agent;

namespace VirshLite.Conformance.Hotplug;

/// <summary>agent.json: what the guest agent answers, as libvirt tells it.</summary>
internal static class AgentCases
{
    public static IEnumerable<HotplugOutcome> Run(HotplugSetting setting) => setting.Load("agent.json").EnumerateArray().Select(entry =>
        HotplugOutcome.Of("agent", entry.GetProperty("name").GetString()!, differences => Run(setting, entry, differences)));

    private static void Run(HotplugSetting setting, JsonElement entry, Differences differences)
    {
        string command = entry.GetProperty("execute").GetString()!;
        JsonElement reply = entry.GetProperty("reply").GetProperty("return");
        JsonElement expect = entry.GetProperty("expect");
        Domain domain = entry.TryGetProperty("domain", out JsonElement file) ? setting.Domain(file.GetString()!, live: true) : new Domain();
        switch (command)
        {
            case "guest-get-vcpus":
                string vcpus = JsonSerializer.Serialize(expect.GetProperty("vcpus").EnumerateArray()
                    .Select(v => $"{v.GetProperty("logical-id")} {v.GetProperty("online")} {v.GetProperty("can-offline")}"));
                differences.Texts("vcpus", vcpus, JsonSerializer.Serialize(GuestVcpu.Of(reply).Select(v => $"{v.Id} {v.IsOnline} {v.CanOffline}")));
                break;
            case "guest-get-fsinfo" when expect.TryGetProperty("filesystems", out JsonElement filesystems):
                differences.Texts("filesystems", Lines(filesystems.EnumerateArray().Reverse().Select(Told)),
                    Lines(GuestFilesystem.Of(reply, domain).Select(Told)));
                break;
            case "guest-network-get-interfaces" when expect.TryGetProperty("see", out _):
                Folded(reply, differences);
                break;
            case "guest-fsfreeze-freeze" or "guest-fsfreeze-thaw":
                differences.Texts("count", expect.EnumerateObject().First().Value.ToString(), AgentCount.Of(reply).ToString(CultureInfo.InvariantCulture));
                break;
            case "guest-fstrim":
                string minimum = entry.GetProperty("arguments").GetProperty("minimum").ToString();
                differences.Texts("arguments", JsonSerializer.Serialize(entry.GetProperty("arguments")),
                    AgentWords.Trim(ulong.Parse(minimum, CultureInfo.InvariantCulture)));
                break;
            default:
                Fields(expect, GuestInfo.Of(command, reply, domain), differences);
                break;
        }
    }

    /// <summary>No case says more of these lists than that they are told: each disk and each partition by its name.</summary>
    private static void Fields(JsonElement expect, IEnumerable<(string Name, string Value)> actual, Differences differences)
    {
        (string Name, string Value)[] fields = [.. actual];
        if (expect.TryGetProperty("see", out _))
        {
            if (fields.Length == 0 || fields.Count(f =>
                f.Name.EndsWith(".name", StringComparison.Ordinal)) < int.Parse(fields[0].Value, CultureInfo.InvariantCulture))
            {
                differences.Add("not everything is told: " + Lines(fields.Select(f => f.Name)));
            }

            return;
        }

        string Expected(JsonProperty p) => p.Name.StartsWith("load.", StringComparison.Ordinal)
            ? p.Value.GetDouble().ToString("F6", CultureInfo.InvariantCulture) : p.Value.ToString();
        differences.Texts("fields", Lines(expect.EnumerateObject().Select(p => $"{p.Name}: {Expected(p)}")), Lines(fields.Select(f => $"{f.Name}: {f.Value}")));
    }

    private static void Folded(JsonElement reply, Differences differences)
    {
        string[] names = [.. reply.EnumerateArray().Select(i => i.GetProperty("name").GetString()!.Split(':')[0]).Distinct()];
        int addresses = reply.EnumerateArray().Sum(i => i.TryGetProperty("ip-addresses", out JsonElement all) ? all.GetArrayLength() : 0);
        IReadOnlyList<GuestInterface> actual = GuestInterface.Of(reply);
        differences.Texts("interfaces", $"{Lines(names)}\n{addresses}", $"{Lines(actual.Select(i => i.Name))}\n{actual.Sum(i => i.Addresses.Count)}");
    }

    private static string Told(JsonElement fs)
    {
        string Of(string name) => fs.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
        return $"{Of("name")} {Of("mountpoint")} {Of("fstype")} {Of("total-bytes")} {Of("used-bytes")} "
            + $"{string.Join(',', fs.GetProperty("targets").EnumerateArray().Select(t => t.GetString()))} {Of("serial")} {Of("device")}";
    }

    private static string Told(GuestFilesystem fs) =>
        $"{fs.Name} {fs.Mountpoint} {fs.Type} {fs.TotalBytes} {fs.UsedBytes} {string.Join(',', fs.Disks.Select(d => d.Target))} "
        + $"{fs.Disks.FirstOrDefault()?.Serial} {fs.Disks.FirstOrDefault()?.Device}";

    private static string Lines(IEnumerable<string> all) => string.Join('\n', all);
}
