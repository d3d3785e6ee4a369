using System.Globalization;
using System.Net;
using System.Text;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Networks;

/// <summary>What dnsmasq tells its lease script, and what becomes of the leases (networks.md 4.1).</summary>
public static class LeaseEvent
{
    /// <summary>The leases after <c>add|old|del MAC|DUID IP [HOSTNAME]</c>.</summary>
    /// <param name="leases">Those before.</param>
    /// <param name="words">The script's arguments.</param>
    /// <param name="environment">What dnsmasq put into the environment (DNSMASQ_…).</param>
    public static IReadOnlyList<DhcpLease> Apply(IReadOnlyList<DhcpLease> leases, IReadOnlyList<string> words, Func<string, string?> environment)
    {
        if (words.Count < 3 || !IpMath.TryParse(words[2], out IPAddress address))
        {
            return leases;
        }

        bool isIpv6 = environment("DNSMASQ_IAID") is not null;
        string? mac = isIpv6 ? environment("DNSMASQ_MAC") : words[1];
        bool isKept = words[0] is "add" or "old";
        if (isKept && mac is null)
        {
            return leases;
        }

        IEnumerable<DhcpLease> others = leases.Where(l => !l.Address.Equals(address));
        return !isKept ? [.. others] :
        [
            .. others,
            new DhcpLease(address, mac, long.TryParse(environment("DNSMASQ_LEASE_EXPIRES"), CultureInfo.InvariantCulture, out long expiry) ? expiry : 0)
            {
                Iaid = environment("DNSMASQ_IAID"),
                Hostname = words.Count > 3 ? words[3] : environment("DNSMASQ_SUPPLIED_HOSTNAME") ?? environment("DNSMASQ_OLD_HOSTNAME"),
                ClientId = isIpv6 ? words[1] : environment("DNSMASQ_CLIENT_ID"),
                ServerDuid = environment("DNSMASQ_SERVER_DUID"),
            },
        ];
    }

    /// <summary>What dnsmasq reads at its start instead of a lease file.</summary>
    public static string Database(IReadOnlyList<DhcpLease> leases)
    {
        var text = new StringBuilder();
        foreach (DhcpLease lease in leases.Where(l => l.Iaid is null))
        {
            text.Append(CultureInfo.InvariantCulture, $"{lease.Expiry} {lease.Mac} {lease.Address} {lease.Hostname ?? "*"} {lease.ClientId ?? "*"}\n");
        }

        if (leases.FirstOrDefault(l => l.ServerDuid is not null)?.ServerDuid is not { } duid)
        {
            return text.ToString();
        }

        text.Append(CultureInfo.InvariantCulture, $"duid {duid}\n");
        foreach (DhcpLease lease in leases.Where(l => l.Iaid is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"{lease.Expiry} {lease.Iaid} {lease.Address} {lease.Hostname ?? "*"} {lease.ClientId ?? "*"}\n");
        }

        return text.ToString();
    }
}
