using System.Buffers.Binary;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>/dev/vhost-vsock with a guest's context id set (startup.md 3, step 21).</summary>
internal static class VsockDevice
{
    private const string Path = "/dev/vhost-vsock";
    private const nuint VHOST_VSOCK_SET_GUEST_CID = 0x4008AF60;
    private const uint FirstCid = 3;

    /// <summary><paramref name="wanted"/> null: the first id from 3 that no other guest has.</summary>
    public static (FileDescriptor Device, uint Cid) Open(uint? wanted)
    {
        FileDescriptor device = Files.TryOpenReadWrite(Path, out int errno) ?? throw new NativeException("unable to open vhost-vsock device", errno);
        Span<byte> value = stackalloc byte[8];
        for (uint cid = wanted ?? FirstCid; cid < uint.MaxValue; cid++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(value, cid);
            if (Libc.ioctl(device, VHOST_VSOCK_SET_GUEST_CID, ref value[0]) == 0)
            {
                return (device, cid);
            }

            errno = Errno.Last;
            if (wanted is not null || errno != Errno.EADDRINUSE)
            {
                device.Dispose();
                throw new NativeException($"Failed to set guest cid {cid}", errno);
            }
        }

        device.Dispose();
        throw new GuestException("internal error: no free guest cid for vsock");
    }

    /// <summary>The first id that no guest has now; 3 where the host has no such device, and the start says so.</summary>
    public static uint FindFreeCid()
    {
        if (!File.Exists(Path))
        {
            return FirstCid;
        }

        (FileDescriptor device, uint cid) = Open(null);
        device.Dispose();
        return cid;
    }
}
