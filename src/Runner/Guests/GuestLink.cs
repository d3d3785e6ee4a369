using System.Text.Json.Serialization;

namespace VirshLite.Runner.Guests;

/// <summary>
/// One interface of a running guest: the device on the host (<c>vnet0</c>; null where there is none), what it hangs on, and the guest's card.
/// </summary>
public sealed record GuestLink(
    string Alias,
    [property: JsonPropertyName("device")] string? HostDevice,
    string Type,
    string? Source,
    string? Model,
    string? Mac);
