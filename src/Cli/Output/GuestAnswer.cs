using System.Text.Json.Serialization;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Output;

/// <summary>
/// A guest as an element of <c>list --output json</c>. <paramref name="Id"/> is null, and <paramref name="Pid"/>, QEMU's, absent where it does not run;
/// <paramref name="Definition"/>
/// is the file with its definition, told of such guests.
/// </summary>
internal sealed record GuestSummaryAnswer(
    int? Id,
    string Name,
    Guid Uuid,
    string State,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Pid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Definition = null)
{
    public static GuestSummaryAnswer Of(KnownGuest guest) => guest.Active is { } record
        ? new(record.Id, record.Name, record.Uuid, GuestState.Names[record.State], record.Reason, record.Qemu?.Pid)
        : new(null, guest.Name, guest.Uuid, GuestState.Names[guest.State], guest.Reason, null, guest.Definition?.Path);
}

/// <summary>
/// All that is known of a running guest: <c>dominfo</c> and <c>start</c> with <c>--output json</c>. Memory in KiB, <paramref name="CpuSeconds"/> over all
/// vCPUs; <paramref name="Address"/> is there where it was waited for.
/// </summary>
internal sealed record GuestAnswer(
    int Id,
    string Name,
    Guid Uuid,
    string State,
    string Reason,
    uint Vcpus,
    double CpuSeconds,
    [property: JsonPropertyName("maxMemoryKiB")] ulong MaxMemoryKiB,
    [property: JsonPropertyName("memoryKiB")] ulong MemoryKiB,
    string Emulator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Pid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SupervisorPid,
    string Log,
    string QmpSocket,
    IReadOnlyList<ConsoleAnswer> Consoles,
    IReadOnlyList<LinkAnswer> Interfaces,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address = null)
{
    public static GuestAnswer Of(GuestRecord record) => new(
        record.Id,
        record.Name,
        record.Uuid,
        GuestState.Names[record.State],
        record.Reason,
        record.Vcpus,
        Math.Round((record.Qemu?.CpuTime ?? default).TotalSeconds, 2),
        record.MaxMemoryKiB,
        record.MemoryKiB,
        record.Binary,
        record.Qemu?.Pid,
        record.Supervisor?.Pid,
        record.LogFile,
        record.SupervisorSocket,
        [.. record.Consoles.Select(c => new ConsoleAnswer(c.Alias, c.Type, c.Path))],
        [.. record.Links.Select(l => new LinkAnswer(l.Alias, l.HostDevice, l.Type, l.Source, l.Model, l.Mac))]);
}

/// <summary>A character device that a person can reach.</summary>
internal sealed record ConsoleAnswer(string Alias, string Type, string Path);

/// <summary>An interface; <paramref name="HostDevice"/> is its device on the host.</summary>
internal sealed record LinkAnswer(string Alias, string? HostDevice, string Type, string? Source, string? Model, string? Mac);
