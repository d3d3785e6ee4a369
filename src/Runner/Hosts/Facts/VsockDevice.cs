using System.Buffers.Binary;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>/dev/vhost-vsock with a guest's context id set (startup.md 3, step 21).</summary>
internal static class VsockDevice
{
    private const string Path = "/dev/vhost-vsock";
    private const nuint VHOST_VSOCK_SET_GUEST_CID = 0x4008AF60;
    private const uint FirstCid = 3;

    /// <exception cref="NativeException">There is no such device, or another guest has the id.</exception>
    public static FileDescriptor Open(uint cid)
    {
        FileDescriptor device = Files.TryOpenReadWrite(Path, out int errno)
            ?? throw new NativeException("unsupported configuration: unable to open vhost-vsock device", errno);
        if (TrySet(device, cid))
        {
            return device;
        }

        errno = Errno.Last;
        device.Dispose();
        throw new NativeException($"Failed to set guest cid {cid}", errno);
    }

    /// <summary>The first id that no guest has now, kept for this command; 3 where the host has no such device, and the start says so.</summary>
    public static uint FindFreeCid(HostReservations reservations)
    {
        for (uint cid = FirstCid; cid < uint.MaxValue; cid++)
        {
            if (!reservations.TakeVsockId(cid))
            {
                continue;
            }

            using FileDescriptor? device = Files.TryOpenReadWrite(Path, out _);
            if (device is null || TrySet(device, cid))
            {
                return cid;
            }

            if (Errno.Last != Errno.EADDRINUSE)
            {
                throw NativeException.Last($"Failed to set guest cid {cid}");
            }
        }

        throw new GuestException("internal error: no free guest cid for vsock");
    }

    private static bool TrySet(FileDescriptor device, uint cid)
    {
        Span<byte> value = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(value, cid);
        return Libc.ioctl(device, VHOST_VSOCK_SET_GUEST_CID, ref value[0]) == 0;
    }
}
