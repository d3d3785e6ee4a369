using VirshLite.Runner.Guests;

namespace VirshLite.Runner.Definitions;

/// <summary>A guest as virsh knows it: active, defined, or both.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uuid">Its UUID.</param>
/// <param name="Active">null where it does not run.</param>
/// <param name="Definition">null where it is transient.</param>
public sealed record KnownGuest(string Name, Guid Uuid, GuestRecord? Active, GuestDefinition? Definition)
{
    public bool IsPersistent => Definition is not null;

    public GuestState State => Active?.State ?? GuestState.ShutOff;

    public string Reason => Active?.Reason ?? "unknown";
}
