using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>The frames that a device of the host carries, both ways, as they pass (packet(7)).</summary>
internal sealed class PacketSocket : IDisposable
{
    private const int AF_PACKET = 17;
    private const int SOCK_RAW = 3;
    private const ushort AllProtocols = 3;
    private const byte Outgoing = 4;
    private const int SO_ATTACH_FILTER = 26;
    private const int AddressLength = 20;

    /// <summary>
    /// DHCP over IPv4, in the words of the classic packet filter (code, steps where it is so, steps where it is not, number): IPv4, no fragment, UDP, ports 67
    /// and 68 either way round.
    /// </summary>
    private static readonly (ushort Code, byte IfTrue, byte IfFalse, uint Number)[] Dhcp =
    [
        (0x28, 0, 0, 12), (0x15, 0, 12, 0x800), (0x30, 0, 0, 23), (0x15, 0, 10, 17), (0x28, 0, 0, 20), (0x45, 8, 0, 0x1fff), (0xb1, 0, 0, 14),
        (0x48, 0, 0, 14), (0x15, 0, 2, 67), (0x48, 0, 0, 16), (0x15, 2, 3, 68), (0x15, 0, 2, 68), (0x48, 0, 0, 16), (0x15, 0, 0, 67),
        (0x6, 0, 0, 0x40000), (0x6, 0, 0, 0),
    ];

    private readonly FileDescriptor socket;

    private PacketSocket(FileDescriptor socket) => this.socket = socket;

    public FileDescriptor Descriptor => socket;

    /// <summary>One that another process has opened and handed over.</summary>
    public static PacketSocket Inherited(int number) => new(Files.Inherited(number));

    /// <exception cref="NativeException">There is no such device, or this process may not listen to it.</exception>
    public static PacketSocket Open(string device, bool dhcpOnly)
    {
        // deaf until it is bound: else it would hear all devices in between
        int number = Libc.socket(AF_PACKET, SOCK_RAW | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK, 0);
        if (number < 0)
        {
            throw NativeException.Last("Cannot open a packet socket");
        }

        var socket = new FileDescriptor(number);
        try
        {
            if (dhcpOnly)
            {
                Filter(socket);
            }

            Span<byte> address = stackalloc byte[AddressLength];
            BitConverter.TryWriteBytes(address, (ushort)AF_PACKET);
            BinaryPrimitives.WriteUInt16BigEndian(address[2..], AllProtocols);
            BitConverter.TryWriteBytes(address[4..], Libc.if_nametoindex(device));
            return Libc.bind(socket, ref address[0], AddressLength) == 0 ? new PacketSocket(socket)
                : throw NativeException.Last($"Cannot listen to the device '{device}'");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>One frame; null where none waits, or the device has gone down or away.</summary>
    /// <param name="buffer">Where it goes; what does not fit is cut off.</param>
    /// <param name="leaves">Whether the host sent it out through the device.</param>
    public int? Receive(Span<byte> buffer, out bool leaves)
    {
        Span<byte> address = stackalloc byte[AddressLength];
        uint length = AddressLength;
        nint count = Libc.recvfrom(socket, ref MemoryMarshal.GetReference(buffer), buffer.Length, 0, ref address[0], ref length);
        leaves = address[10] == Outgoing;
        return count < 0 ? null : (int)count;
    }

    public void Dispose() => socket.Dispose();

    private static unsafe void Filter(FileDescriptor socket)
    {
        byte* program = stackalloc byte[Dhcp.Length * 8];
        for (int i = 0; i < Dhcp.Length; i++)
        {
            (ushort code, byte ifTrue, byte ifFalse, uint value) = Dhcp[i];
            *(ushort*)(program + (i * 8)) = code;
            program[(i * 8) + 2] = ifTrue;
            program[(i * 8) + 3] = ifFalse;
            *(uint*)(program + (i * 8) + 4) = value;
        }

        byte* whole = stackalloc byte[16];
        *(ulong*)whole = (ulong)Dhcp.Length;
        *(byte**)(whole + 8) = program;
        if (Libc.setsockopt(socket, Libc.SOL_SOCKET, SO_ATTACH_FILTER, ref *whole, 16) < 0)
        {
            throw NativeException.Last("Cannot attach a packet filter");
        }
    }
}
