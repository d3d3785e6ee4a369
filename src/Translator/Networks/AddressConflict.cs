using System.Buffers.Binary;
using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>Two networks with the same addresses on one host could both not be reached (networks.md 3.1).</summary>
internal static class AddressConflict
{
    /// <exception cref="DomainException">One of the network's own addresses or routes is routed somewhere else already.</exception>
    public static void Check(VirtualNetwork network, string routingTable)
    {
        foreach (string line in routingTable.Split('\n').Skip(1))
        {
            string[] words = line.Split('\t', StringSplitOptions.TrimEntries);
            if (words.Length < 8 || !TryHex(words[1], out uint destination) || !TryHex(words[7], out uint mask) || mask == 0)
            {
                continue;
            }

            foreach (NetworkIp ip in network.Ips.Where(i => !i.IsIpv6))
            {
                if (Number(ip, out uint own) == (destination & mask) && own == mask)
                {
                    throw DomainException.Internal("Network is already in use by interface " + words[0]);
                }
            }

            foreach (NetworkRoute route in network.Routes.Where(r => !r.IsIpv6))
            {
                if (Number(route, out uint own) == (destination & mask) && own == mask)
                {
                    throw DomainException.Internal($"Route address '{route.Address}' conflicts with IP address for '{words[0]}'");
                }
            }
        }
    }

    private static uint Number(NetworkPlace place, out uint mask)
    {
        mask = (uint)IpMath.Number(IpMath.Netmask(place.Prefix));
        return (uint)IpMath.Number(place.Address) & mask;
    }

    private static bool TryHex(string text, out uint value)
    {
        bool isRight = uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint raw);
        value = BinaryPrimitives.ReverseEndianness(raw);
        return isRight;
    }
}
