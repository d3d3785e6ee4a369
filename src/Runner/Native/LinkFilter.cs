using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Native;

/// <summary>What a link of the host lets through: its MAC address, flags and multicast groups, by ioctl (network.md 7).</summary>
internal static class LinkFilter
{
    private const nuint SIOCGIFFLAGS = 0x8913;
    private const nuint SIOCSIFFLAGS = 0x8914;
    private const nuint SIOCSIFHWADDR = 0x8924;
    private const nuint SIOCGIFHWADDR = 0x8927;
    private const nuint SIOCADDMULTI = 0x8931;
    private const nuint SIOCDELMULTI = 0x8932;
    private const short Promiscuous = 0x100;
    private const short AllMulticast = 0x200;
    private const short Multicast = 0x1000;
    private const int NameLength = 16;

    /// <exception cref="NativeException">The link is gone, or the host does not let anybody.</exception>
    public static void Follow(FollowRxFilter step)
    {
        int number = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        if (number < 0)
        {
            throw NativeException.Last("Cannot open a control socket");
        }

        using var socket = new FileDescriptor(number);
        SetMac(socket, step.Device, step.Mac);
        SetFlags(socket, step);
        if (!step.IsAllMulticast)
        {
            SetGroups(socket, step.Device, step.Multicasts);
        }
    }

    private static void SetMac(FileDescriptor socket, string device, string mac)
    {
        byte[] request = Request(device);
        Call(socket, SIOCGIFHWADDR, request, $"Cannot get interface MAC on '{device}'");
        byte[] wanted = Bytes(mac);
        if (!request.AsSpan(NameLength + 2, wanted.Length).SequenceEqual(wanted))
        {
            wanted.CopyTo(request, NameLength + 2);
            Call(socket, SIOCSIFHWADDR, request, $"Cannot set interface MAC to {mac} on '{device}'");
        }
    }

    private static void SetFlags(FileDescriptor socket, FollowRxFilter step)
    {
        byte[] request = Request(step.Device);
        Call(socket, SIOCGIFFLAGS, request, $"Cannot get interface flags on '{step.Device}'");
        Span<byte> place = request.AsSpan(NameLength, 2);
        short present = BinaryPrimitives.ReadInt16LittleEndian(place);
        int wanted = present & ~(Promiscuous | AllMulticast | Multicast);
        wanted |= (step.IsPromiscuous ? Promiscuous : 0) | (step.IsAllMulticast ? AllMulticast : 0) | (step.IsMulticast ? Multicast : 0);
        if (wanted != present)
        {
            BinaryPrimitives.WriteInt16LittleEndian(place, (short)wanted);
            Call(socket, SIOCSIFFLAGS, request, $"Cannot set interface flags on '{step.Device}'");
        }
    }

    /// <summary>Groups that the host itself needs are counted apart by the kernel and stay.</summary>
    private static void SetGroups(FileDescriptor socket, string device, IReadOnlyList<string> wanted)
    {
        HashSet<string> present = [.. Groups(device)];
        foreach (string group in wanted.Where(g => !present.Contains(g)))
        {
            Change(SIOCADDMULTI, group);
        }

        foreach (string group in present.Where(g => !wanted.Contains(g)))
        {
            Change(SIOCDELMULTI, group);
        }

        void Change(nuint code, string group)
        {
            byte[] request = Request(device);
            Bytes(group).CopyTo(request, NameLength + 2);
            Call(socket, code, request, $"Cannot change multicast groups of '{device}'");
        }
    }

    /// <summary>Those that somebody asked for by hand: <c>index name users global-users address</c>.</summary>
    private static IEnumerable<string> Groups(string device)
    {
        foreach (string line in File.ReadLines("/proc/net/dev_mcast"))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 5 && words[1] == device && words[3] != "0" && words[4].Length == 12)
            {
                yield return string.Join(':', Enumerable.Range(0, 6).Select(i => words[4].Substring(i * 2, 2)));
            }
        }
    }

    private static byte[] Bytes(string mac) => [.. mac.Split(':').Select(b => byte.Parse(b, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];

    private static byte[] Request(string device)
    {
        byte[] request = new byte[40];
        Encoding.UTF8.GetBytes(device).AsSpan(..Math.Min(device.Length, NameLength - 1)).CopyTo(request);
        return request;
    }

    private static void Call(FileDescriptor socket, nuint code, byte[] request, string what)
    {
        if (Libc.ioctl(socket, code, ref request[0]) < 0)
        {
            throw NativeException.Last(what);
        }
    }
}
