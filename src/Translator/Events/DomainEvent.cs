namespace VirshLite.Translator.Events;

/// <summary>Something that happened to a guest, as libvirt tells its clients (live-changes.md 13, <c>event</c>).</summary>
/// <param name="Kind">One of <see cref="Kinds"/>; a few events of another kind print under its name.</param>
/// <param name="Text">What virsh prints behind the guest's name.</param>
public sealed record DomainEvent(string Kind, string Text)
{
    /// <summary>All kinds, in the order of <c>event --list</c>.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "lifecycle", "reboot", "rtc-change", "watchdog", "io-error", "graphics", "io-error-reason", "control-error", "block-job", "disk-change", "tray-change",
        "pm-wakeup", "pm-suspend", "balloon-change", "pm-suspend-disk", "device-removed", "block-job-2", "tunable", "agent-lifecycle", "device-added",
        "migration-iteration", "job-completed", "device-removal-failed", "metadata-change", "block-threshold", "memory-failure", "memory-device-size-change",
        "nic-mac-change",
    ];

    /// <summary>The name under which it prints, where that is not the kind.</summary>
    public string? PrintedAs { get; init; }

    /// <summary>The line, or lines, without a line end.</summary>
    public string Line(string guest) => $"event '{PrintedAs ?? Kind}' for domain '{guest}'{Text}";
}
