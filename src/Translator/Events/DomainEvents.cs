using System.Globalization;

namespace VirshLite.Translator.Events;

/// <summary>The events there are, with virsh's words (live-changes.md 13, <c>event</c>).</summary>
public static class DomainEvents
{
    public static DomainEvent Reboot { get; } = new("reboot", "");

    public static DomainEvent Wakeup { get; } = new("pm-wakeup", "");

    public static DomainEvent Suspend { get; } = new("pm-suspend", "");

    public static DomainEvent SuspendToDisk { get; } = new("pm-suspend-disk", "");

    /// <param name="change">Defined, Undefined, Started, Suspended, Resumed, Stopped, Shutdown, PMSuspended, Crashed.</param>
    /// <param name="detail">Added, Booted, Paused …</param>
    public static DomainEvent Lifecycle(string change, string detail) => new("lifecycle", $": {change} {detail}");

    /// <param name="seconds">The clock's distance from UTC.</param>
    public static DomainEvent RtcChange(long seconds) => new("rtc-change", string.Create(CultureInfo.InvariantCulture, $": {seconds}"));

    /// <param name="action">none, pause, reset, poweroff, shutdown, debug, inject-nmi.</param>
    public static DomainEvent Watchdog(string action) => new("watchdog", ": " + action);

    /// <summary>Two events: one tells the reason too.</summary>
    /// <param name="path">The image.</param>
    /// <param name="alias">The disk.</param>
    /// <param name="action">none, pause, report.</param>
    /// <param name="reason">enospc, or "" where QEMU does not tell.</param>
    public static IEnumerable<DomainEvent> IoError(string path, string alias, string action, string reason) =>
    [
        new("io-error", $": {path} ({alias}) {action}"),
        new("io-error-reason", $": {path} ({alias}) {action} due to {reason}") { PrintedAs = "io-error" },
    ];

    /// <param name="phase">connect, initialize, disconnect.</param>
    /// <param name="local">Where the guest listens: family, address and port.</param>
    /// <param name="remote">Who is there.</param>
    /// <param name="auth">How it was let in.</param>
    /// <param name="identity">Who it says it is: kind and value.</param>
    public static DomainEvent Graphics(string phase, GraphicsPeer local, GraphicsPeer remote, string auth, IEnumerable<(string Kind, string Value)> identity) =>
        new("graphics", $": {phase} local[{local}] remote[{remote}] {auth}" + string.Concat(identity.Select(i => $"\n\t{i.Kind}={i.Value}")));

    public static DomainEvent TrayChange(string alias, bool isOpen) => new("tray-change", $" disk {alias}: {(isOpen ? "opened" : "closed")}");

    public static DomainEvent BalloonChange(ulong kib) => new("balloon-change", string.Create(CultureInfo.InvariantCulture, $": {kib}KiB"));

    public static DomainEvent DeviceAdded(string alias) => new("device-added", ": " + alias);

    public static DomainEvent DeviceRemoved(string alias) => new("device-removed", ": " + alias);

    public static DomainEvent DeviceRemovalFailed(string alias) => new("device-removal-failed", ": " + alias);

    /// <param name="reason">domain started, channel event.</param>
    public static DomainEvent AgentLifecycle(bool isConnected, string reason) =>
        new("agent-lifecycle", $": state: '{(isConnected ? "connected" : "disconnected")}' reason: '{reason}'");

    /// <param name="type">description, title, element.</param>
    /// <param name="uri">The namespace of an element; null for the others.</param>
    public static DomainEvent MetadataChange(string type, string? uri) => new("metadata-change", $": type {type}, uri {uri ?? "<null>"}");

    /// <summary>Limits that changed, in the order in which they are told.</summary>
    public static DomainEvent Tunable(IEnumerable<(string Name, string Value)> values) =>
        new("tunable", ":" + string.Concat(values.Select(v => $"\n\t{v.Name}: {v.Value}")));

    /// <param name="device">vda, or vda[2] for an image by its number.</param>
    public static DomainEvent BlockThreshold(string device, string path, ulong threshold, ulong excess) =>
        new("block-threshold", string.Create(CultureInfo.InvariantCulture, $": dev: {device}({path}) {threshold} {excess}"));

    /// <param name="recipient">hypervisor or guest.</param>
    /// <param name="action">ignore, inject, fatal, reset.</param>
    public static DomainEvent MemoryFailure(string recipient, string action, bool isActionRequired, bool isRecursive) =>
        new("memory-failure", $":\nrecipient: {recipient}\naction: {action}\naction required: {(isActionRequired ? 1 : 0)}\nrecursive: {(isRecursive ? 1 : 0)}");

    /// <summary>Two events: one names the disk by its image, one by its target.</summary>
    /// <param name="path">The image.</param>
    /// <param name="target">The disk.</param>
    /// <param name="job">Block Pull, Block Copy, Block Commit, Active Block Commit, Backup.</param>
    /// <param name="state">ready, completed, failed, canceled.</param>
    public static IEnumerable<DomainEvent> BlockJob(string path, string target, string job, string state) =>
        [new("block-job", $": {job} for {path} {state}"), new("block-job-2", $": {job} for {target} {state}")];

    public static DomainEvent MemoryDeviceSizeChange(string alias, ulong kib) =>
        new("memory-device-size-change", string.Create(CultureInfo.InvariantCulture, $":\nalias: {alias}\nsize: {kib}"));

    public static DomainEvent NicMacChange(string alias, string before, string after) =>
        new("nic-mac-change", $":\nalias: {alias}\noldMAC: {before}\nnewMAC: {after}");
}

/// <summary>One end of a viewer's connection.</summary>
/// <param name="Family">IPv4, IPv6, unix.</param>
public sealed record GraphicsPeer(string Family, string Node, string Service)
{
    public override string ToString() => $"{Family} {Node} {Service}";
}
