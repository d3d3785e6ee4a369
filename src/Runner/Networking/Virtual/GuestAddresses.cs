using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Agent;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>
/// The addresses by which a guest is reached from here, from whoever knows them first: its networks' leases, its agent, the host's neighbours.
/// </summary>
public sealed class GuestAddresses(GuestOperations guests, NetworkStore networks)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>IPv4 before IPv6; none that is of use inside the guest or on one link only.</summary>
    /// <exception cref="GuestException">The guest does not run.</exception>
    public IReadOnlyList<string> Of(string guest)
    {
        Domain live = guests.LiveDomain(guest);
        foreach (Func<IReadOnlyList<GuestInterface>> source in (Func<IReadOnlyList<GuestInterface>>[])
            [() => Neighbours.OfLeases(live, networks, DateTimeOffset.UtcNow.ToUnixTimeSeconds()), () => OfAgent(guest, live), () => Neighbours.OfTable(live)])
        {
            try
            {
                if (Reachable(source()) is { Count: > 0 } found)
                {
                    return found;
                }
            }
            catch (GuestException)
            {
                // one that cannot tell leaves it to the next
            }
        }

        return [];
    }

    /// <summary>The first address, as soon as there is one.</summary>
    /// <param name="guest">Its name.</param>
    /// <param name="patience">How long it may take.</param>
    /// <exception cref="GuestException">None became known in that time, none ever will, or the guest has ended.</exception>
    public string Wait(string guest, TimeSpan patience)
    {
        if (guests.LiveDomain(guest).Interfaces.All(nic => nic.Type == InterfaceType.User))
        {
            throw new GuestException($"domain '{guest}' has no interface with an address that this host could know");
        }

        long begun = Stopwatch.GetTimestamp();
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (guests.Find(guest) is null)
            {
                throw new GuestException($"domain '{guest}' ended before it had an address");
            }

            if (Of(guest) is [var first, ..])
            {
                return first;
            }

            if (Stopwatch.GetElapsedTime(begun) >= patience)
            {
                throw new GuestException($"domain '{guest}' has no address yet, after {(int)patience.TotalSeconds} seconds");
            }

            Thread.Sleep(pause);
        }
    }

    /// <summary>Of what was found, the addresses that others may use.</summary>
    internal static IReadOnlyList<string> Reachable(IEnumerable<GuestInterface> interfaces) =>
    [
        .. interfaces.SelectMany(nic => nic.Addresses)
            .Where(a => IPAddress.TryParse(a.Address, out IPAddress? address) && !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal
                && !(address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]))
            .OrderBy(a => a.Type == "ipv4" ? 0 : 1).Select(a => a.Address),
    ];

    /// <summary>An agent that has not opened its channel would only be waited for.</summary>
    private IReadOnlyList<GuestInterface> OfAgent(string guest, Domain live) =>
        live.Channels.Any(c => c is { TargetName: GuestAgent.ChannelName, State: ChannelState.Connected })
            ? GuestInterface.Of(guests.AskAgent(guest, "guest-network-get-interfaces")) : [];
}
