using System.Buffers.Binary;
using System.Runtime.InteropServices;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking;

/// <summary>The root qdisc <c>noqueue</c> of a guest's device: one netlink message, since this is on the way of every start (network.md 8.6).</summary>
internal static class QueueDiscipline
{
    private const int AF_NETLINK = 16;
    private const int SOCK_RAW = 3;
    private const ushort RTM_NEWQDISC = 36;
    private const ushort NLM_F_REQUEST_ACK_REPLACE_CREATE = 0x0001 | 0x0004 | 0x0100 | 0x0400;

    /// <summary>Failures are ignored: older kernels lack the qdisc.</summary>
    public static void SetNoQueue(uint deviceIndex)
    {
        int fd = Libc.socket(AF_NETLINK, SOCK_RAW | Libc.SOCK_CLOEXEC, 0);
        if (fd < 0)
        {
            return;
        }

        using var socket = new FileDescriptor(fd);
        Span<byte> message = stackalloc byte[48];
        message.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message[4..], RTM_NEWQDISC);
        BinaryPrimitives.WriteUInt16LittleEndian(message[6..], NLM_F_REQUEST_ACK_REPLACE_CREATE);
        BinaryPrimitives.WriteUInt32LittleEndian(message[20..], deviceIndex);
        BinaryPrimitives.WriteUInt32LittleEndian(message[28..], 0xFFFFFFFF); // TC_H_ROOT
        BinaryPrimitives.WriteUInt16LittleEndian(message[36..], 12);
        BinaryPrimitives.WriteUInt16LittleEndian(message[38..], 1); // TCA_KIND
        "noqueue\0"u8.CopyTo(message[40..]);
        if (Libc.send(socket, ref MemoryMarshal.GetReference(message), message.Length, 0) == message.Length)
        {
            Span<byte> answer = stackalloc byte[256];
            _ = Libc.read(socket, ref answer[0], answer.Length);
        }
    }
}
