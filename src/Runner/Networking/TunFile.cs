using System.Buffers.Binary;
using System.Text;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking;

/// <summary>One descriptor of the tun driver: TUNSETIFF and what goes with it (network.md 8.2).</summary>
internal static class TunFile
{
    private const nuint TUNSETIFF = 0x400454CA;
    private const nuint TUNGETFEATURES = 0x800454CF;
    private const nuint TUNGETIFF = 0x800454D2;
    private const short IFF_TAP = 0x0002;
    private const short IFF_MULTI_QUEUE = 0x0100;
    private const short IFF_NO_PI = 0x1000;
    private const short IFF_VNET_HDR = 0x4000;

    /// <summary>
    /// Attaches the descriptor to the device of this name, making it where missing; gives back the kernel's name. -errno in <paramref name="errno"/>.
    /// </summary>
    public static string? TryAttach(FileDescriptor tun, string name, bool multiQueue, bool vnetHeader, out int errno)
    {
        Span<byte> request = new byte[40];
        Encoding.UTF8.GetBytes(name, request);
        int flags = IFF_TAP | IFF_NO_PI | (multiQueue ? IFF_MULTI_QUEUE : 0) | (vnetHeader ? IFF_VNET_HDR : 0);
        BinaryPrimitives.WriteInt16LittleEndian(request[16..], (short)flags);
        if (Libc.ioctl(tun, TUNSETIFF, ref request[0]) < 0)
        {
            errno = Errno.Last;
            return null;
        }

        errno = 0;
        return Name(request);
    }

    /// <summary>The device behind a descriptor.</summary>
    public static string NameOf(FileDescriptor tun)
    {
        Span<byte> request = new byte[40];
        return Libc.ioctl(tun, TUNGETIFF, ref request[0]) < 0 ? throw NativeException.Last("Unable to query tap interface name") : Name(request);
    }

    /// <summary>Brings a macvtap descriptor to the wanted flags; the vnet header only where the driver has it.</summary>
    public static void SetMacvtapFlags(FileDescriptor tap, bool multiQueue, bool vnetHeader)
    {
        Span<byte> request = new byte[40];
        if (Libc.ioctl(tap, TUNGETIFF, ref request[0]) < 0)
        {
            throw NativeException.Last("cannot get interface flags on macvtap tap");
        }

        int former = BinaryPrimitives.ReadInt16LittleEndian(request[16..]);
        int flags = former;
        if (vnetHeader && (Features(tap) & IFF_VNET_HDR) != 0)
        {
            flags |= IFF_VNET_HDR;
        }
        else
        {
            flags &= ~IFF_VNET_HDR;
        }

        flags = multiQueue ? flags | IFF_MULTI_QUEUE : flags & ~IFF_MULTI_QUEUE;
        BinaryPrimitives.WriteInt16LittleEndian(request[16..], (short)flags);
        if (flags != former && Libc.ioctl(tap, TUNSETIFF, ref request[0]) < 0)
        {
            throw NativeException.Last("unable to set vnet or multiqueue flags on macvtap");
        }
    }

    private static int Features(FileDescriptor tap)
    {
        Span<byte> features = stackalloc byte[4];
        return Libc.ioctl(tap, TUNGETFEATURES, ref features[0]) < 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(features);
    }

    private static string Name(ReadOnlySpan<byte> request)
    {
        ReadOnlySpan<byte> name = request[..16];
        int end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? name : name[..end]);
    }
}
