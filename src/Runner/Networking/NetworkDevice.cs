using System.Buffers.Binary;
using System.Text;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking;

/// <summary>A network device of the host by name: MAC, MTU, up, bridge port. All by ioctl; error texts as libvirt's (network.md 8.3).</summary>
internal sealed class NetworkDevice : IDisposable
{
    /// <summary>The longest name, without the closing zero byte.</summary>
    public const int LongestName = 15;

    private const int RequestSize = 40; // struct ifreq
    private const nuint SIOCGIFFLAGS = 0x8913;
    private const nuint SIOCSIFFLAGS = 0x8914;
    private const nuint SIOCGIFMTU = 0x8921;
    private const nuint SIOCSIFMTU = 0x8922;
    private const nuint SIOCSIFHWADDR = 0x8924;
    private const nuint SIOCGIFHWADDR = 0x8927;
    private const nuint SIOCETHTOOL = 0x8946;
    private const nuint SIOCBRADDIF = 0x89A2;
    private const short IFF_UP = 1;
    private const uint ETHTOOL_SCOALESCE = 15;

    private readonly FileDescriptor socket;

    public NetworkDevice(string name)
    {
        CheckName(name);
        Name = name;
        int fd = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        socket = fd < 0 ? throw NativeException.Last("Cannot open a network interface control socket") : new FileDescriptor(fd);
    }

    public string Name { get; }

    /// <summary>0 where there is no such device.</summary>
    public uint Index => Libc.if_nametoindex(Name);

    public static bool Exists(string name) => Libc.if_nametoindex(name) != 0;

    public static void CheckName(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            throw new NativeException($"Network interface name '{name}' is too long", Errno.ERANGE);
        }
    }

    public int GetMtu()
    {
        Span<byte> request = Request();
        Call(SIOCGIFMTU, request, $"Cannot get interface MTU on '{Name}'");
        return BinaryPrimitives.ReadInt32LittleEndian(request[16..]);
    }

    public void SetMtu(int mtu)
    {
        Span<byte> request = Request();
        BinaryPrimitives.WriteInt32LittleEndian(request[16..], mtu);
        Call(SIOCSIFMTU, request, $"Cannot set interface MTU on '{Name}'");
    }

    /// <summary>Takes a MAC as <c>52:54:00:…</c>.</summary>
    public void SetMac(string mac)
    {
        Span<byte> request = Request();
        Call(SIOCGIFHWADDR, request, $"Cannot get interface MAC on '{Name}'");
        MacAddress.Parse(mac, request.Slice(18, 6));
        Call(SIOCSIFHWADDR, request, $"Cannot set interface MAC on '{Name}'");
    }

    public bool IsUp
    {
        get
        {
            Span<byte> request = Request();
            Call(SIOCGIFFLAGS, request, $"Cannot get interface flags on '{Name}'");
            return (BinaryPrimitives.ReadInt16LittleEndian(request[16..]) & IFF_UP) != 0;
        }
    }

    public void SetUp(bool up = true)
    {
        Span<byte> request = Request();
        Call(SIOCGIFFLAGS, request, $"Cannot get interface flags on '{Name}'");
        short flags = BinaryPrimitives.ReadInt16LittleEndian(request[16..]);
        short wanted = (short)(up ? flags | IFF_UP : flags & ~IFF_UP);
        if (wanted != flags)
        {
            BinaryPrimitives.WriteInt16LittleEndian(request[16..], wanted);
            Call(SIOCSIFFLAGS, request, $"Cannot set interface flags on '{Name}'");
        }
    }

    /// <summary>Makes <paramref name="port"/> a port of this bridge.</summary>
    public void AddPort(NetworkDevice port)
    {
        Span<byte> request = Request();
        BinaryPrimitives.WriteUInt32LittleEndian(request[16..], port.Index);
        Call(SIOCBRADDIF, request, $"Unable to add bridge {Name} port {port.Name}");
    }

    /// <summary>Sets how many received frames are handed on together.</summary>
    public unsafe void SetReceiveCoalescing(uint frames)
    {
        // struct ethtool_coalesce: the command, then 22 numbers of which rx_max_coalesced_frames is the second
        uint* coalesce = stackalloc uint[23];
        new Span<uint>(coalesce, 23).Clear();
        coalesce[0] = ETHTOOL_SCOALESCE;
        coalesce[2] = frames;
        Span<byte> request = Request();
        BinaryPrimitives.WriteInt64LittleEndian(request[16..], (nint)coalesce);
        Call(SIOCETHTOOL, request, $"Cannot set coalesce info on '{Name}'");
    }

    /// <summary>Writes a file of this device's port settings on its bridge: <c>brif/PORT/NAME</c>.</summary>
    public void SetPortOption(NetworkDevice port, string option, string value)
    {
        string path = $"/sys/class/net/{Name}/brif/{port.Name}/{option}";
        using FileDescriptor file = Files.OpenWrite(path);
        Files.Write(file, Encoding.ASCII.GetBytes(value), path);
    }

    public void Dispose() => socket.Dispose();

    private byte[] Request()
    {
        byte[] request = new byte[RequestSize];
        Encoding.UTF8.GetBytes(Name, request);
        return request;
    }

    private void Call(nuint code, Span<byte> request, string what)
    {
        if (Libc.ioctl(socket, code, ref request[0]) < 0)
        {
            throw NativeException.Last(what);
        }
    }
}
