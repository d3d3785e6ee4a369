using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Translator.Agent;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>Addresses of a guest's interfaces as the host knows them, by MAC address (live-changes.md 7).</summary>
public static class Neighbours
{
    /// <summary>By the leases of the virtual networks that the interfaces are in; interfaces without one are left out.</summary>
    public static IReadOnlyList<GuestInterface> OfLeases(Domain live, NetworkStore networks, long now)
    {
        var all = new List<GuestInterface>();
        foreach (Interface nic in live.Interfaces.Where(n => n is { Type: InterfaceType.Network, Source.Network: not null }))
        {
            IReadOnlyList<NetworkLeaseLine> leases = NetworkLeases.Of(networks.Get(nic.Source.Network!), nic.Mac, now);
            if (leases.Count > 0)
            {
                all.Add(new(nic.TargetDevice ?? "", nic.Mac,
                    [.. leases.Select(l => new GuestAddress(l.IsIpv6 ? "ipv6" : "ipv4", l.Lease.Address.ToString(), l.Prefix))]));
            }
        }

        return all;
    }

    /// <summary>By the host's table of neighbours; prefixes are not known there.</summary>
    /// <exception cref="GuestException">The table cannot be read.</exception>
    public static IReadOnlyList<GuestInterface> OfTable(Domain live)
    {
        // ADDRESS dev DEVICE lladdr MAC STATE
        CommandResult table = HostCommand.Run("ip", "neigh", "show");
        table.Check("cannot read the host's table of neighbours");
        var known = new List<(string Mac, GuestAddress Address)>();
        foreach (string line in table.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int at = Array.IndexOf(words, "lladdr");
            if (at > 0 && at + 1 < words.Length && words[^1] is not ("FAILED" or "INCOMPLETE"))
            {
                known.Add((words[at + 1], new(words[0].Contains(':', StringComparison.Ordinal) ? "ipv6" : "ipv4", words[0], 0)));
            }
        }

        return
        [
            .. live.Interfaces
                .Select(n => new GuestInterface(n.TargetDevice ?? "", n.Mac,
                    [.. known.Where(k => string.Equals(k.Mac, n.Mac, StringComparison.OrdinalIgnoreCase)).Select(k => k.Address)]))
                .Where(n => n.Addresses.Count > 0),
        ];
    }
}
