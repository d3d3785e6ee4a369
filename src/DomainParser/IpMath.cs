using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace VirshLite.DomainParser;

/// <summary>Addresses as numbers.</summary>
public static class IpMath
{
    public static IPAddress Network(IPAddress address, int prefix)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int i = 0; i < bytes.Length; i++)
        {
            int bits = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - bits));
        }

        return new IPAddress(bytes);
    }

    public static bool IsInside(IPAddress address, IPAddress network, int prefix) =>
        address.AddressFamily == network.AddressFamily && Network(address, prefix).Equals(Network(network, prefix));

    public static UInt128 Number(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>
    /// IPv6's groups, or IPv4 in all the ways of old: up to four numbers, decimal, octal or hexadecimal, of which the last fills what is left (<c>10.1</c> is
    /// 10.0.0.1).
    /// </summary>
    public static bool TryParse(string? text, out IPAddress address)
    {
        bool isRight = IPAddress.TryParse(text, out IPAddress? found) && !text.AsSpan().ContainsAny("%[ ");
        address = found ?? IPAddress.None;
        return isRight;
    }

    public static bool IsIpv6(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>The last address of an IPv4 network, which means all in it.</summary>
    public static IPAddress Broadcast(IPAddress address, int prefix)
    {
        byte[] bytes = Network(address, prefix).GetAddressBytes();
        for (int bit = prefix; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }

    /// <summary>As 255.255.255.0.</summary>
    public static IPAddress Netmask(int prefix) => Network(IPAddress.Broadcast, prefix);

    /// <summary>The number of leading one bits; null where ones follow a zero.</summary>
    public static int? PrefixOf(IPAddress netmask)
    {
        uint bits = (uint)Number(netmask);
        int ones = System.Numerics.BitOperations.LeadingZeroCount(~bits);
        return ones == 32 || bits << ones == 0 ? ones : null;
    }

    /// <summary>The old classes A, B and C: what an address without netmask and prefix belongs to.</summary>
    public static int ClassPrefix(IPAddress address) => address.GetAddressBytes()[0] switch
    {
        < 128 => 8,
        < 192 => 16,
        _ => 24,
    };
}
