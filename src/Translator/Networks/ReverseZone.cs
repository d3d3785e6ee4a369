using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>The zone of names of a network's addresses, as <c>122.168.192.in-addr.arpa</c>.</summary>
internal static class ReverseZone
{
    /// <exception cref="DomainException">The prefix ends within one of the address's parts (networks.md 3.4).</exception>
    public static string Of(NetworkIp ip)
    {
        bool isWhole = ip.IsIpv6 ? ip.Prefix % 4 == 0 && ip.Prefix is > 0 and < 128 : ip.Prefix is 8 or 16 or 24;
        if (!isWhole)
        {
            throw DomainException.Unsupported(string.Create(
                CultureInfo.InvariantCulture,
                    $"PTR domain for {(ip.IsIpv6 ? "IPv6" : "IPv4")} network with prefix {ip.Prefix} cannot be automatically created"));
        }

        var zone = new StringBuilder();
        byte[] bytes = ip.Address.GetAddressBytes();
        for (int i = (ip.Prefix / (ip.IsIpv6 ? 4 : 8)) - 1; i >= 0; i--)
        {
            string part = ip.IsIpv6 ? (i % 2 == 0 ? bytes[i / 2] >> 4 : bytes[i / 2] & 0xf).ToString("x", CultureInfo.InvariantCulture)
                : bytes[i].ToString(CultureInfo.InvariantCulture);
            zone.Append(part).Append('.');
        }

        return zone.Append(ip.IsIpv6 ? "ip6.arpa" : "in-addr.arpa").ToString();
    }
}
