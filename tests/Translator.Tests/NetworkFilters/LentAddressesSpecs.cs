using System.Buffers.Binary;
using System.Net;
using VirshLite.Translator.NetworkFilters;

namespace VirshLite.Translator.Tests.NetworkFilters;

/// <summary>What a filter that learns by DHCP makes of the messages on a guest's device (nwfilter.md 6).</summary>
public class LentAddressesSpecs
{
    private const string Mac = "52:54:00:11:22:33";
    private static readonly Guid Owner = Guid.Parse("d54df46f-1ab5-4a22-8618-4560ef5fac2c");

    [Fact]
    public void An_acknowledged_address_is_the_guests_until_its_lease_ends()
    {
        var lent = new LentAddresses(Mac, []);
        lent.Take(Message(DhcpMessageKind.Ack, given: "10.0.0.9", seconds: 60), toGuest: true, now: 1000).ShouldBeTrue();
        lent.Addresses.ShouldBe(["10.0.0.9"]);
        lent.NextEnd.ShouldBe(1060);
        lent.Write(Owner).ShouldBe($"1060 {Owner:D}-{Mac} 10.0.0.9 10.0.0.1\n");
        lent.Expire(1059).ShouldBeFalse();
        lent.Expire(1060).ShouldBeTrue();
        lent.Addresses.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DhcpMessageKind.Release)]
    [InlineData(DhcpMessageKind.Decline)]
    [InlineData(DhcpMessageKind.Nak)]
    public void What_is_given_back_or_refused_is_the_guests_no_more(DhcpMessageKind kind)
    {
        LentAddresses lent = Lent();
        bool toGuest = kind == DhcpMessageKind.Nak;
        lent.Take(Message(kind, own: "10.0.0.9", asked: kind == DhcpMessageKind.Decline ? "10.0.0.9" : null), toGuest, now: 1000).ShouldBeTrue();
        lent.Addresses.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_guest_sends_as_a_servers_answer_counts_for_nothing() =>
        new LentAddresses(Mac, []).Take(Message(DhcpMessageKind.Ack, given: "10.0.0.9"), toGuest: false, now: 0).ShouldBeFalse();

    [Fact]
    public void Only_named_servers_count_where_some_are_named() =>
        new LentAddresses(Mac, ["10.0.0.2"]).Take(Message(DhcpMessageKind.Ack, given: "10.0.0.9"), toGuest: true, now: 0).ShouldBeFalse();

    [Fact]
    public void What_is_for_another_machine_counts_for_nothing() =>
        new LentAddresses("52:54:00:00:00:01", []).Take(Message(DhcpMessageKind.Ack, given: "10.0.0.9"), toGuest: true, now: 0).ShouldBeFalse();

    [Fact]
    public void Leases_are_read_back_where_they_are_the_same_guests()
    {
        string text = Lent().Write(Owner) + "nonsense\n5 x y z\n";
        var again = new LentAddresses(Mac, []);
        again.Read(text, Owner);
        again.Addresses.ShouldBe(["10.0.0.9"]);
        var others = new LentAddresses(Mac, []);
        others.Read(text, Guid.Empty);
        others.Addresses.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(250)]
    [InlineData(283)]
    public void A_frame_that_is_cut_off_says_nothing(int length) =>
        DhcpMessage.Parse(Frame(DhcpMessageKind.Ack, "0.0.0.0", "10.0.0.9", null, 60).AsSpan(0, length)).ShouldBeNull();

    [Fact]
    public void A_fragment_says_nothing()
    {
        byte[] frame = Frame(DhcpMessageKind.Ack, "0.0.0.0", "10.0.0.9", null, 60);
        frame[21] = 1;
        DhcpMessage.Parse(frame).ShouldBeNull();
    }

    private static LentAddresses Lent()
    {
        var lent = new LentAddresses(Mac, []);
        lent.Take(Message(DhcpMessageKind.Ack, given: "10.0.0.9", seconds: uint.MaxValue), toGuest: true, now: 1000);
        return lent;
    }

    private static DhcpMessage Message(DhcpMessageKind kind, string own = "0.0.0.0", string given = "0.0.0.0", string? asked = null, uint? seconds = null) =>
        DhcpMessage.Parse(Frame(kind, own, given, asked, seconds)).ShouldNotBeNull();

    private static byte[] Frame(DhcpMessageKind kind, string own, string given, string? asked, uint? seconds)
    {
        bool isRequest = kind is DhcpMessageKind.Release or DhcpMessageKind.Decline;
        byte[] frame = new byte[320];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), 0x800);
        Span<byte> ip = frame.AsSpan(14);
        ip[0] = 0x45;
        ip[9] = 17;
        IPAddress.Parse(isRequest ? own : "10.0.0.1").GetAddressBytes().CopyTo(ip[12..]);
        Span<byte> udp = ip[20..];
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)(isRequest ? 68 : 67));
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)(isRequest ? 67 : 68));
        Span<byte> message = udp[8..];
        message[0] = (byte)(isRequest ? 1 : 2);
        message[2] = 6;
        IPAddress.Parse(own).GetAddressBytes().CopyTo(message[12..]);
        IPAddress.Parse(given).GetAddressBytes().CopyTo(message[16..]);
        Convert.FromHexString(Mac.Replace(":", "", StringComparison.Ordinal)).CopyTo(message[28..]);
        BinaryPrimitives.WriteUInt32BigEndian(message[236..], 0x63825363);
        List<byte> options = [0, 53, 1, (byte)kind];
        options.AddRange(asked is null ? [] : [50, 4, .. IPAddress.Parse(asked).GetAddressBytes()]);
        if (seconds is { } lease)
        {
            byte[] number = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(number, lease);
            options.AddRange([51, 4, .. number]);
        }

        options.Add(255);
        options.ToArray().CopyTo(message[240..]);
        return frame;
    }
}
