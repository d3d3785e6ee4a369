using System.Buffers.Binary;
using System.Text;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking;

/// <summary>What a network device does in place of the kernel now, by libvirt's short names (formatnode, feature).</summary>
internal static class OffloadFeatures
{
    private const nuint SIOCETHTOOL = 0x8946;
    private const uint ETHTOOL_GSTRINGS = 0x1b;
    private const uint ETHTOOL_GSSET_INFO = 0x37;
    private const uint ETHTOOL_GFEATURES = 0x3a;
    private const uint ETH_SS_FEATURES = 4;
    private const int NameSize = 32;
    private const int MostFeatures = 1024;

    /// <summary>libvirt's name and the kernel's; the first of several that is on counts.</summary>
    private static readonly (string Name, string[] Kernel)[] All =
    [
        ("rx", ["rx-checksum"]),
        ("tx", ["tx-checksum-ipv4", "tx-checksum-ip-generic", "tx-checksum-ipv6", "tx-checksum-fcoe-crc", "tx-checksum-sctp"]),
        ("sg", ["tx-scatter-gather"]),
        ("tso", ["tx-tcp-segmentation", "tx-tcp-ecn-segmentation", "tx-tcp6-segmentation", "tx-tcp-mangleid-segmentation"]),
        ("ufo", ["tx-udp-fragmentation"]),
        ("gso", ["tx-generic-segmentation"]),
        ("gro", ["rx-gro"]),
        ("lro", ["rx-lro"]),
        ("rxvlan", ["rx-vlan-hw-parse"]),
        ("txvlan", ["tx-vlan-hw-insert"]),
        ("ntuple", ["rx-ntuple-filter"]),
        ("rxhash", ["rx-hashing"]),
        ("txudptnl", ["tx-udp_tnl-segmentation"]),
    ];

    /// <summary>In libvirt's order; none where the device is gone or tells nothing.</summary>
    public static IReadOnlyList<string> Of(string device)
    {
        int fd = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        if (fd < 0)
        {
            return [];
        }

        using var socket = new FileDescriptor(fd);
        var on = new HashSet<string>(Names(socket, device).Where((_, index) => IsOn(socket, device, index)));
        return [.. All.Where(f => f.Kernel.Any(on.Contains)).Select(f => f.Name)];
    }

    private static List<string> Names(FileDescriptor socket, string device)
    {
        // struct ethtool_sset_info: command, reserved, mask, then one number for each set asked for
        byte[] info = new byte[20];
        BinaryPrimitives.WriteUInt32LittleEndian(info, ETHTOOL_GSSET_INFO);
        BinaryPrimitives.WriteUInt64LittleEndian(info.AsSpan(8), 1u << (int)ETH_SS_FEATURES);
        if (!Ask(socket, device, info) || BinaryPrimitives.ReadUInt64LittleEndian(info.AsSpan(8)) == 0)
        {
            return [];
        }

        int count = Math.Min(BinaryPrimitives.ReadInt32LittleEndian(info.AsSpan(16)), MostFeatures);

        // struct ethtool_gstrings: command, set, count, then the names
        byte[] strings = new byte[12 + (count * NameSize)];
        BinaryPrimitives.WriteUInt32LittleEndian(strings, ETHTOOL_GSTRINGS);
        BinaryPrimitives.WriteUInt32LittleEndian(strings.AsSpan(4), ETH_SS_FEATURES);
        BinaryPrimitives.WriteInt32LittleEndian(strings.AsSpan(8), count);
        return !Ask(socket, device, strings) ? []
            : [.. Enumerable.Range(0, count).Select(i => Encoding.ASCII.GetString(strings, 12 + (i * NameSize), NameSize).TrimEnd('\0'))];
    }

    private static bool IsOn(FileDescriptor socket, string device, int index)
    {
        // struct ethtool_gfeatures: command, count of blocks, then for each 32 features: available, requested, active, never changed
        int blocks = (index / 32) + 1;
        byte[] features = new byte[8 + (blocks * 16)];
        BinaryPrimitives.WriteUInt32LittleEndian(features, ETHTOOL_GFEATURES);
        BinaryPrimitives.WriteInt32LittleEndian(features.AsSpan(4), blocks);
        return Ask(socket, device, features)
            && (BinaryPrimitives.ReadUInt32LittleEndian(features.AsSpan(8 + ((blocks - 1) * 16) + 8)) & (1u << (index % 32))) != 0;
    }

    private static unsafe bool Ask(FileDescriptor socket, string device, byte[] data)
    {
        byte[] request = new byte[40]; // struct ifreq
        Encoding.UTF8.GetBytes(device, request);
        fixed (byte* address = data)
        {
            BinaryPrimitives.WriteInt64LittleEndian(request.AsSpan(16), (nint)address);
            return Libc.ioctl(socket, SIOCETHTOOL, ref request[0]) >= 0;
        }
    }
}
