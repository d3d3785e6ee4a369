using VirshLite.DomainParser.Model;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// A guest's places in the networks that VirshLite runs: noted with its MACs, and with a class on the bridge where a least rate is promised; given back when it
/// ends (networks.md 7). A network whose packet rules somebody has flushed gets them back here.
/// </summary>
internal static class GuestNetworkPorts
{
    /// <param name="domain">The guest; interfaces that are plugged in later need not stand in it yet.</param>
    /// <param name="settings">Where its networks are.</param>
    /// <param name="interfaces">Those that have their links.</param>
    /// <param name="journal">Gives each place back with its interface.</param>
    /// <param name="warn">Told what has no effect.</param>
    public static void Take(Domain domain, Settings settings, IEnumerable<InterfacePlan> interfaces, CleanupJournal journal, Action<string>? warn)
    {
        NetworkOperations? networks = null;
        foreach (InterfacePlan nic in interfaces)
        {
            bool isOurs = nic.Network is { } network && settings.Privileged && File.Exists(NetworkPaths.Of(settings, network).StateFile);
            if (!isOurs)
            {
                if (nic.Interface.InForce.Bandwidth?.Inbound is { Floor: > 0 })
                {
                    warn?.Invoke(
                        $"<inbound floor> of the interface {nic.Interface.Mac} has no effect: nothing of the network's bandwidth is set aside for the guest");
                }

                continue;
            }

            networks ??= new NetworkOperations(settings);
            networks.Restore(nic.Network!);
            NetworkPort port = Port(domain, nic);
            journal.Owner = nic.Alias;
            journal.Add(CleanupAction.Command(
                Environment.ProcessPath!, "--quiet", "--set", "state_directory=" + settings.StateDirectory, "net-port-delete", nic.Network!,
                    port.Uuid.ToString("D")));
            journal.Owner = null;
            networks.Ports.Create(nic.Network!, port);
            nic.Interface.Source.PortId = port.Uuid.ToString("D");
        }
    }

    private static NetworkPort Port(Domain domain, InterfacePlan nic)
    {
        Interface definition = nic.Interface;
        return new NetworkPort
        {
            Uuid = Guid.NewGuid(),
            OwnerName = domain.Name,
            OwnerUuid = domain.Uuid ?? Guid.Empty,
            Group = definition.Source.PortGroup,
            Mac = definition.Mac!,
            VirtualPort = definition.InForce.VirtualPort,
            Bandwidth = definition.InForce.Bandwidth,
            Vlan = definition.InForce.Vlan,
            Isolated = definition.InForce.PortIsolated,
            TrustGuestRxFilters = definition.InForce.TrustGuestRxFilters,
            Plug = nic.Kind == TapKind.Macvtap ? new NetworkDirectPlug(nic.Link!, nic.MacvtapMode ?? "vepa")
                : new NetworkBridgePlug(definition.InForce.Type != InterfaceType.Bridge, nic.Link!, nic.LibvirtManagesMacTable ? "libvirt" : null),
        };
    }
}
