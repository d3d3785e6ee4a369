using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>
/// What follows from an event of QEMU's (live-changes.md 14): the running domain's XML, steps where the event asks for some, what libvirt tells its clients.
/// A guest's life (started, paused, ended) is told by whoever keeps its state.
/// </summary>
public static class GuestEvents
{
    private const string AgentChannel = "org.qemu.guest_agent.0";

    /// <summary>Whether the event may change the running domain at all.</summary>
    public static bool Matters(string name, JsonElement data) => data.ValueKind == JsonValueKind.Object && name switch
    {
        "BALLOON_CHANGE" or "DEVICE_TRAY_MOVED" or "VSERPORT_CHANGE" or "RTC_CHANGE" or "MEMORY_DEVICE_SIZE_CHANGE" or "NIC_RX_FILTER_CHANGED"
            or "BLOCK_JOB_READY" => true,
        "DEVICE_DELETED" => data.TryGetProperty("device", out _),
        _ => false,
    };

    /// <summary>Whether the event is only told, to those who listen.</summary>
    public static bool IsTold(string name) => name is "RESET" or "WATCHDOG" or "BLOCK_IO_ERROR" or "BLOCK_WRITE_THRESHOLD" or "MEMORY_FAILURE"
        or "DEVICE_UNPLUG_GUEST_ERROR" or "ACPI_DEVICE_OST" or "SUSPEND" or "SUSPEND_DISK" or "WAKEUP"
        or "BLOCK_JOB_COMPLETED" or "BLOCK_JOB_CANCELLED" || GraphicsEvents.PhaseOf(name) is not null;

    public static IEnumerable<PlanStep> On(RunningGuest guest, string name, JsonElement data, StepResults results) =>
        data.ValueKind != JsonValueKind.Object ? WithoutData(name) : name switch
        {
            "DEVICE_DELETED" when Text(data, "device") is { } alias => Deleted(guest, alias, results),
            "NIC_RX_FILTER_CHANGED" when guest.Live.Interfaces.Find(n => n.Alias == Text(data, "name")) is { } nic && RxFilter.IsTrusted(nic) =>
                RxFilter.Follow(nic, results),
            _ => Tells(Changed(guest.Live, name, data) is { } happened ? [happened] : DiskEvents.On(guest.Live, name, data).Concat(Told(name, data))),
        };

    private static IEnumerable<PlanStep> WithoutData(string name) => name switch
    {
        "RESET" => Tells([DomainEvents.Reboot]),
        "SUSPEND" => Tells([DomainEvents.Suspend]),
        "SUSPEND_DISK" => Tells([DomainEvents.SuspendToDisk]),
        "WAKEUP" => Tells([DomainEvents.Wakeup]),
        _ => [],
    };

    private static IEnumerable<PlanStep> Tells(IEnumerable<DomainEvent> events) => events.Select(e => new Tell(e));

    /// <summary>Events that go into the XML; null where this is none, or of nothing that the guest has.</summary>
    private static DomainEvent? Changed(Domain live, string name, JsonElement data)
    {
        switch (name)
        {
            case "BALLOON_CHANGE" when data.TryGetProperty("actual", out JsonElement actual):
                ulong virtioMem = 0;
                live.MemoryDevices.ForEach(m => virtioMem += m.CurrentSizeKiB ?? 0);
                ulong ofBalloon = actual.GetUInt64() / 1024;
                live.CurrentMemoryKiB = ofBalloon + virtioMem;
                return DomainEvents.BalloonChange(ofBalloon);
            case "DEVICE_TRAY_MOVED" when Text(data, "id") is { } drive && live.Disks.Find(d => d.Alias == drive) is { } disk:
                bool isTrayOpen = IsTrue(data, "tray-open");
                disk.Tray = isTrayOpen ? DiskTray.Open : null;
                return DomainEvents.TrayChange(drive, isTrayOpen);
            case "VSERPORT_CHANGE" when Text(data, "id") is { } port
                && live.Channels.Find(c => c.Alias == port && c.TargetType == ChannelTarget.Virtio) is { } channel:
                ChannelState state = IsTrue(data, "open") ? ChannelState.Connected : ChannelState.Disconnected;
                bool isAgentNews = channel.TargetName == AgentChannel && channel.State != state;
                channel.State = state;
                return isAgentNews ? DomainEvents.AgentLifecycle(state == ChannelState.Connected, "channel event") : null;
            case "RTC_CHANGE" when data.TryGetProperty("offset", out JsonElement offset):
                if (live.Clock.Offset != ClockOffset.Variable)
                {
                    return DomainEvents.RtcChange(offset.GetInt64());
                }

                long seconds = (live.Clock.AdjustmentAtStart ??= live.Clock.AdjustmentSeconds) + offset.GetInt64();
                live.Clock.AdjustmentSeconds = seconds;
                return DomainEvents.RtcChange(seconds);
            case "BLOCK_JOB_READY" when Text(data, "device") is { } job && live.Disks.Find(d => d.Mirror is not null && IsJobOf(d, job))?.Mirror is { } mirror:
                mirror.Ready ??= MirrorReady.Yes;
                return null;
            case "MEMORY_DEVICE_SIZE_CHANGE" when Text(data, "id") is { } id && live.MemoryDevices.Find(m => m.Alias == id) is { } memory:
                ulong size = data.GetProperty("size").GetUInt64() / 1024;
                live.CurrentMemoryKiB = live.CurrentMemoryKiB - (memory.CurrentSizeKiB ?? 0) + size;
                memory.CurrentSizeKiB = size;
                return DomainEvents.MemoryDeviceSizeChange(id, size);
            default:
                return null;
        }
    }

    /// <summary>Events that are told only.</summary>
    private static IEnumerable<DomainEvent> Told(string name, JsonElement data) => name switch
    {
        "WATCHDOG" when Text(data, "action") is { } action => [DomainEvents.Watchdog(action)],
        "DEVICE_UNPLUG_GUEST_ERROR" when Text(data, "device") is { } alias => [DomainEvents.DeviceRemovalFailed(alias)],
        "ACPI_DEVICE_OST" when RefusedDimm(data) is { } alias => [DomainEvents.DeviceRemovalFailed(alias)],
        "MEMORY_FAILURE" when Text(data, "recipient") is { } recipient && Text(data, "action") is { } action =>
            [DomainEvents.MemoryFailure(recipient, action, HasFlag(data, "action-required"), HasFlag(data, "recursive"))],
        _ => GraphicsEvents.On(name, data) is { } viewer ? [viewer] : WithoutData(name).OfType<Tell>().Select(t => t.Event),
    };

    /// <summary>The DIMM whose removal the guest's firmware has refused; null where this says something else.</summary>
    private static string? RefusedDimm(JsonElement data) =>
        data.TryGetProperty("info", out JsonElement info) && Text(info, "slot-type") == "DIMM" && Text(info, "device") is { } alias
        && info.TryGetProperty("source", out JsonElement source) && source.GetInt64() is 3 or 0x103
        && info.TryGetProperty("status", out JsonElement status) && status.GetInt64() is 1 or (>= 0x80 and <= 0x83) ? alias : null;

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

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool IsTrue(JsonElement data, string name) => data.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static bool HasFlag(JsonElement data, string name) => data.TryGetProperty("flags", out JsonElement flags) && IsTrue(flags, name);
}
