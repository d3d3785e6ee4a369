using System.Globalization;
using System.Net;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>
/// The addresses that a guest may use because DHCP servers lend them to it, or because it was the first to use them (nwfilter.md 6). Times are seconds since
/// 1970.
/// </summary>
public sealed class LentAddresses(string mac, IReadOnlyList<string> servers)
{
    private const uint Forever = uint.MaxValue;

    /// <summary>In the order in which they came.</summary>
    private readonly List<Lease> leases = [];

    /// <summary>The addresses, in the order in which they came.</summary>
    public IReadOnlyList<string> Addresses => [.. leases.Select(l => l.Address)];

    /// <summary>When the next one ends; null where none does.</summary>
    public long? NextEnd => leases.Where(l => l.End > 0).Select(l => (long?)l.End).Min();

    /// <summary>Takes a message in that was seen on the guest's device.</summary>
    /// <param name="message">What it says.</param>
    /// <param name="toGuest">Which way it went: what the guest itself sends as a server's answer counts for nothing.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the addresses have changed.</returns>
    public bool Take(DhcpMessage message, bool toGuest, long now)
    {
        if (message.Client != mac || message.IsFromClient == toGuest || (toGuest && servers.Count > 0 && !servers.Contains(message.Sender.ToString())))
        {
            return false;
        }

        string before = string.Join(' ', Addresses);
        switch (message.Kind)
        {
            case DhcpMessageKind.Ack when !message.Given.Equals(IPAddress.Any):
                Add(message.Given.ToString(), message.Seconds is { } seconds and not Forever ? now + seconds : 0, message.Sender.ToString());
                break;
            case DhcpMessageKind.Release:
                Remove(message.Own);
                break;
            case DhcpMessageKind.Decline:
                Remove(message.Asked ?? message.Own);
                break;
            case DhcpMessageKind.Nak:
                // the address that was asked for is not the guest's; which one that was, only its request has said
                leases.RemoveAll(l => l.Server == message.Sender.ToString());
                break;
        }

        return string.Join(' ', Addresses) != before;
    }

    /// <summary>Takes away what has ended; returns whether something has.</summary>
    public bool Expire(long now) => leases.RemoveAll(l => l.End > 0 && l.End <= now) > 0;

    /// <summary>An address that nobody has lent: the guest was seen with it.</summary>
    public void Add(string address) => Add(address, 0, IPAddress.Any.ToString());

    /// <summary>One line a lease: <c>EXPIRY UUID-MAC IP SERVER</c>, as libvirt's nwfilter.leases.</summary>
    public string Write(Guid owner) => string.Concat(leases.Select(l =>
        string.Create(CultureInfo.InvariantCulture, $"{l.End} {owner:D}-{mac} {l.Address} {l.Server}\n")));

    /// <summary>What <see cref="Write"/> wrote, of this guest's only; lines of another form are passed over.</summary>
    public void Read(string text, Guid owner)
    {
        string whose = $"{owner:D}-{mac}";
        foreach (string line in text.Split('\n'))
        {
            if (line.Split(' ') is [var end, var of, var address, var server] && of == whose && IPAddress.TryParse(address, out _)
                && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out long at))
            {
                Add(address, at, server);
            }
        }
    }

    private void Add(string address, long end, string server)
    {
        int known = leases.FindIndex(l => l.Address == address);
        if (known >= 0)
        {
            leases[known] = new(address, end, server);
        }
        else
        {
            leases.Add(new(address, end, server));
        }
    }

    private void Remove(IPAddress address) => leases.RemoveAll(l => l.Address == address.ToString());

    /// <param name="End">0 = never.</param>
    private sealed record Lease(string Address, long End, string Server);
}
