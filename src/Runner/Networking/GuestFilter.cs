using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Firewall;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Networking;

/// <summary>&lt;filterref&gt; of an interface: its rules stand before the device can carry a packet, and go with the guest (nwfilter.md 1).</summary>
internal static class GuestFilter
{
    /// <exception cref="DomainParser.DomainException">The rules cannot be put up: the guest does not start.</exception>
    public static void Apply(string port, Interface nic, InterfaceOwner owner, Settings settings, CleanupJournal journal)
    {
        if (nic.FilterRef is not { } filter)
        {
            return;
        }

        var bindings = new FilterBindings(settings);
        journal.Add(CleanupAction.Filter(bindings.FileOf(port), port, owner.Uuid));

        // what a guest whose end nobody saw has left under this name
        if (File.Exists(bindings.FileOf(port)))
        {
            bindings.Delete(port);
        }

        Restore(bindings);
        bindings.Create(new NetworkFilterBinding(owner.Name, owner.Uuid, port, null, nic.Mac!, filter));
    }

    /// <summary>Rules of other guests that somebody flushed come back; where they cannot, that is no reason not to start this one.</summary>
    private static void Restore(FilterBindings bindings)
    {
        try
        {
            bindings.Restore();
        }
        catch (DomainException)
        {
            // net-restore tells why
        }
    }

    /// <exception cref="GuestException">A kind of device that no rules can stand before.</exception>
    public static void Refuse(Interface nic, string what)
    {
        if (nic.FilterRef is { } filter)
        {
            throw new GuestException(
                $"the network filter '{filter.Filter}' of the interface {nic.Mac ?? nic.TargetDevice} cannot be put up {what}; --ignore-filters starts the "
                + "guest unfiltered");
        }
    }
}
