using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Takeover;

/// <summary>
/// Packet rules that libvirt has up for a network and did not note, as libvirt before 10.4 does not: found in its own chains by the network's bridge and
/// addresses (networks.md 5).
/// </summary>
public static class LibvirtRules
{
    private const string Chains = "LIBVIRT_";
    private static readonly string[] Tables = ["filter", "nat", "mangle"];

    /// <summary>The commands that take them away.</summary>
    /// <param name="network">An active network.</param>
    /// <param name="list">The rules of a table, of IPv6 or not, as <c>--list-rules</c> tells them.</param>
    public static IEnumerable<IReadOnlyList<string>> Removal(VirtualNetwork network, Func<bool, string, string> list)
    {
        if (network is not { HasOwnBridge: true, Bridge: { } bridge })
        {
            yield break;
        }

        HashSet<string> own = [bridge, .. network.Ips.Select(Subnet)];
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            string program = isIpv6 ? "ip6tables" : "iptables";
            foreach (string table in Tables)
            {
                foreach (string line in list(isIpv6, table).Split('\n'))
                {
                    string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    if (words is ["-A", var chain, ..] && chain.StartsWith(Chains, StringComparison.Ordinal) && words.Any(own.Contains))
                    {
                        yield return [program, "-w", "--table", table, "-D", .. words.Skip(1)];
                    }
                }
            }
        }
    }

    /// <summary>ADDRESS/PREFIX of the network itself.</summary>
    private static string Subnet(NetworkIp ip) => string.Create(CultureInfo.InvariantCulture, $"{IpMath.Network(ip.Address, ip.Prefix)}/{ip.Prefix}");
}
