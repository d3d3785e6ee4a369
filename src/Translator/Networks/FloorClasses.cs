using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Networks;

/// <summary>Least rates of guests on a network's bridge: each has a class of its own there (networks.md 6).</summary>
public static class FloorClasses
{
    private const uint First = 3;

    /// <summary>The lowest number that no port has.</summary>
    public static uint Free(IEnumerable<NetworkPort> ports)
    {
        HashSet<uint> taken = [.. ports.Select(p => p.ClassId).OfType<uint>()];
        uint id = First;
        while (taken.Contains(id))
        {
            id++;
        }

        return id;
    }

    /// <exception cref="DomainException">The network has no bridge to keep it on, or has not so much left.</exception>
    public static void Check(VirtualNetwork network, NetworkPort port, IEnumerable<NetworkPort> others)
    {
        if (port.Bandwidth?.Inbound is not { Floor: > 0 and var floor })
        {
            return;
        }

        if (!network.HasOwnBridge)
        {
            throw new DomainException(
                $"Invalid use of 'floor' on interface with MAC address {port.Mac} - 'floor' is only supported for interface type 'network' with forward type "
                + "'nat', 'route', 'open' or none",
                default, RefusalKind.NotSupported);
        }

        if (network.Bandwidth?.Inbound is not { } inbound)
        {
            throw new DomainException($"Invalid use of 'floor' on interface with MAC address {port.Mac} - network '{network.Name}' has no inbound QoS set",
                default, RefusalKind.NotSupported);
        }

        ulong sum = floor + Sum(others);
        if (sum > BandwidthCommands.Most(inbound))
        {
            string limit = inbound.Peak > 0 ? $"peak={inbound.Peak}" : $"average={inbound.Average}";
            throw DomainException.Operation(
                $"Cannot plug '{port.Mac}' interface into '{network.Bridge}' because new combined inbound floor={sum} would overcommit {limit} on network "
                + $"'{network.Name}'");
        }
    }

    /// <summary>Makes the port's class.</summary>
    public static IReadOnlyList<PlanStep> Plug(VirtualNetwork network, NetworkPort port, IEnumerable<NetworkPort> others) =>
        network is not { Bridge: { } bridge, Bandwidth.Inbound: { } inbound } || port is not { ClassId: { } id, Bandwidth.Inbound: { } own } ? [] :
        [
            .. Tc(BandwidthCommands.Floor(bridge, id, port.Mac, own.Floor, inbound), ignoreErrors: false),
            .. Tc([BandwidthCommands.Shared(bridge, inbound, own.Floor + Sum(others))], ignoreErrors: false),
        ];

    /// <summary>Takes it away.</summary>
    public static IReadOnlyList<PlanStep> Unplug(VirtualNetwork network, NetworkPort port, IEnumerable<NetworkPort> others) =>
        network is not { Bridge: { } bridge, Bandwidth.Inbound: { } inbound } || port.ClassId is not { } id ? [] :
        [
            .. Tc(BandwidthCommands.FloorRemoval(bridge, id), ignoreErrors: true),
            .. Tc([BandwidthCommands.Shared(bridge, inbound, Sum(others))], ignoreErrors: true),
        ];

    private static ulong Sum(IEnumerable<NetworkPort> ports) => ports.Aggregate(0ul, (sum, p) => sum + (p.Bandwidth?.Inbound?.Floor ?? 0));

    private static IEnumerable<PlanStep> Tc(IEnumerable<IReadOnlyList<string>> commands, bool ignoreErrors) =>
        commands.Select(words => new RunCommand("tc", words) { IgnoreErrors = ignoreErrors, Purpose = "least rate of a guest" });
}
