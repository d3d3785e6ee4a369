using System.Buffers.Binary;
using System.Net;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>What DHCP messages say, by number (RFC 2132, 9.6).</summary>
public enum DhcpMessageKind
{
    Discover = 1,
    Offer = 2,
    Request = 3,
    Decline = 4,
    Ack = 5,
    Nak = 6,
    Release = 7,
}

/// <summary>A DHCP message in an Ethernet frame (RFC 2131): what a filter that learns by DHCP has to know of it.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Sender">Who sent the IP packet.</param>
/// <param name="Client">The MAC of the client that it is about, <c>52:54:00:11:22:33</c>.</param>
/// <param name="Own">The address that the client has.</param>
/// <param name="Given">The address that the server gives.</param>
/// <param name="Asked">The address that the client asks for, or declines; null = none named.</param>
/// <param name="Seconds">How long the address is lent; null = not said.</param>
public sealed record DhcpMessage(
    DhcpMessageKind Kind, IPAddress Sender, string Client, IPAddress Own, IPAddress Given, IPAddress? Asked, uint? Seconds)
{
    private const int Frame = 14;
    private const int Udp = 17;
    private const int ServerPort = 67;
    private const int ClientPort = 68;
    private const int OptionsAt = 240;
    private const uint Cookie = 0x63825363;

    /// <summary>From a client to servers.</summary>
    public bool IsFromClient => Kind is DhcpMessageKind.Discover or DhcpMessageKind.Request or DhcpMessageKind.Decline or DhcpMessageKind.Release;

    /// <summary>null where the frame holds something else, or a message that is cut off.</summary>
    public static DhcpMessage? Parse(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < Frame + 20 || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != 0x800)
        {
            return null;
        }

        ReadOnlySpan<byte> ip = frame[Frame..];
        int header = (ip[0] & 0xf) * 4;
        bool isFragment = (BinaryPrimitives.ReadUInt16BigEndian(ip[6..]) & 0x3fff) != 0;
        if (header < 20 || isFragment || ip[9] != Udp || ip.Length < header + 8 + OptionsAt)
        {
            return null;
        }

        ReadOnlySpan<byte> udp = ip[header..];
        (int from, int to) = (BinaryPrimitives.ReadUInt16BigEndian(udp), BinaryPrimitives.ReadUInt16BigEndian(udp[2..]));
        ReadOnlySpan<byte> message = udp[8..];
        bool isRequest = message[0] == 1 && from == ClientPort && to == ServerPort;
        bool isReply = message[0] == 2 && from == ServerPort && to == ClientPort;
        return (isRequest || isReply) && message[2] == 6 && BinaryPrimitives.ReadUInt32BigEndian(message[236..]) == Cookie
            ? Options(message, new IPAddress(ip[12..16]), isRequest) : null;
    }

    private static DhcpMessage? Options(ReadOnlySpan<byte> message, IPAddress sender, bool isRequest)
    {
        DhcpMessageKind kind = 0;
        IPAddress? asked = null;
        uint? seconds = null;
        ReadOnlySpan<byte> rest = message[OptionsAt..];
        while (rest.Length > 0 && rest[0] != 255)
        {
            if (rest[0] == 0)
            {
                rest = rest[1..];
                continue;
            }

            if (rest.Length < 2 || rest.Length < 2 + rest[1])
            {
                break;
            }

            ReadOnlySpan<byte> value = rest.Slice(2, rest[1]);
            switch ((rest[0], value.Length))
            {
                case (53, 1):
                    kind = (DhcpMessageKind)value[0];
                    break;
                case (50, 4):
                    asked = new IPAddress(value);
                    break;
                case (51, 4):
                    seconds = BinaryPrimitives.ReadUInt32BigEndian(value);
                    break;
            }

            rest = rest[(2 + value.Length)..];
        }

        string client = string.Join(':', Convert.ToHexStringLower(message.Slice(28, 6)).Chunk(2).Select(b => new string(b)));
        var told = new DhcpMessage(kind, sender, client, new IPAddress(message.Slice(12, 4)), new IPAddress(message.Slice(16, 4)), asked, seconds);
        return Enum.IsDefined(kind) && told.IsFromClient == isRequest ? told : null;
    }
}
