using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>What follows from an event of QEMU's for the running domain (live-changes.md 14): its XML, and steps where the event asks for some.</summary>
public static class GuestEvents
{
    /// <summary>Whether the event may change the running domain at all.</summary>
    public static bool Matters(string name, JsonElement data) => data.ValueKind == JsonValueKind.Object && name switch
    {
        "BALLOON_CHANGE" or "DEVICE_TRAY_MOVED" or "VSERPORT_CHANGE" or "RTC_CHANGE" or "MEMORY_DEVICE_SIZE_CHANGE" or "BLOCK_JOB_READY" => true,
        "DEVICE_DELETED" => data.TryGetProperty("device", out _),
        _ => false,
    };

    public static IEnumerable<PlanStep> On(RunningGuest guest, string name, JsonElement data, StepResults results)
    {
        Domain live = guest.Live;
        switch (name)
        {
            case "BALLOON_CHANGE" when data.TryGetProperty("actual", out JsonElement actual):
                ulong virtioMem = 0;
                live.MemoryDevices.ForEach(m => virtioMem += m.CurrentSizeKiB ?? 0);
                live.CurrentMemoryKiB = (actual.GetUInt64() / 1024) + virtioMem;
                break;
            case "DEVICE_DELETED" when Text(data, "device") is { } alias:
                return Deleted(guest, alias, results);
            case "DEVICE_TRAY_MOVED" when Text(data, "id") is { } drive && live.Disks.Find(d => d.Alias == drive) is { } disk:
                disk.Tray = data.TryGetProperty("tray-open", out JsonElement open) && open.GetBoolean() ? DiskTray.Open : null;
                break;
            case "VSERPORT_CHANGE" when Text(data, "id") is { } port
                && live.Channels.Find(c => c.Alias == port && c.TargetType == ChannelTarget.Virtio) is { } channel:
                channel.State = data.TryGetProperty("open", out JsonElement isOpen) && isOpen.GetBoolean() ? ChannelState.Connected : ChannelState.Disconnected;
                break;
            case "RTC_CHANGE" when live.Clock.Offset == ClockOffset.Variable && data.TryGetProperty("offset", out JsonElement offset):
                live.Clock.AdjustmentSeconds = (live.Clock.AdjustmentAtStart ??= live.Clock.AdjustmentSeconds) + offset.GetInt64();
                break;
            case "BLOCK_JOB_READY" when Text(data, "device") is { } job && live.Disks.Find(d => d.Mirror is not null && IsJobOf(d, job))?.Mirror is { } mirror:
                mirror.Ready ??= MirrorReady.Yes;
                break;
            case "MEMORY_DEVICE_SIZE_CHANGE" when Text(data, "id") is { } id && live.MemoryDevices.Find(m => m.Alias == id) is { } memory:
                ulong size = data.GetProperty("size").GetUInt64() / 1024;
                live.CurrentMemoryKiB = live.CurrentMemoryKiB - (memory.CurrentSizeKiB ?? 0) + size;
                memory.CurrentSizeKiB = size;
                break;
        }

        return [];
    }

    private static IEnumerable<PlanStep> Deleted(RunningGuest guest, string alias, StepResults results)
    {
        if (alias.StartsWith("vcpu", StringComparison.Ordinal))
        {
            return Vcpu(guest, results);
        }

        return AllDevices.Of(guest.Live).FirstOrDefault(d => d.Alias == alias) is { } device ? DeviceDetach.BackEnds(guest, device, results) : [];
    }

    private static IEnumerable<PlanStep> Vcpu(RunningGuest guest, StepResults results)
    {
        foreach (PlanStep step in VcpuChange.Ask())
        {
            yield return step;
        }

        VcpuChange.Learn(guest.Live, VcpuChange.Inventory(guest.Live, results));
    }

    /// <summary>copy-vda-libvirt-1-format is one of vda's (guest-state.md 4.1).</summary>
    private static bool IsJobOf(Disk disk, string job) =>
        job.StartsWith($"copy-{disk.TargetDev}-", StringComparison.Ordinal) || job.StartsWith($"commit-{disk.TargetDev}-", StringComparison.Ordinal);

    private static string? Text(JsonElement data, string name) => data.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}
