using VirshLite.DomainParser.Model;
using VirshLite.Runner.Events;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Context;
using VirshLite.Translator.Events;

namespace VirshLite.Runner.Launching;

/// <summary>What is told to who listens for events when a guest has started.</summary>
internal static class StartEvents
{
    /// <summary>libvirt tells of QEMU's RESUME before it tells that the guest has started.</summary>
    public static void Tell(Settings settings, Domain domain, GuestRecord record, bool paused)
    {
        var hub = new EventHub(settings);
        if (!hub.HasListeners)
        {
            return;
        }

        if (domain.Channels.Find(c => c.TargetName == "org.qemu.guest_agent.0") is { } agent)
        {
            hub.Send(record.Name, DomainEvents.AgentLifecycle(agent.State == ChannelState.Connected, "domain started"));
        }

        if (!paused)
        {
            hub.Send(record.Name, DomainEvents.Lifecycle("Resumed", "Unpaused"));
        }

        string how = record.Reason is "restored" or "migrated" or "from snapshot"
            ? record.Reason switch { "restored" => "Restored", "migrated" => "Migrated", _ => "Snapshot" } : "Booted";
        hub.Send(record.Name, DomainEvents.Lifecycle("Started", how));
        if (paused)
        {
            hub.Send(record.Name, DomainEvents.Lifecycle("Suspended", "Paused"));
        }
    }
}
