using System.Buffers.Binary;
using System.Net;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>Addresses as numbers.</summary>
internal static class IpMath
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
