using System.Net;
using System.Net.Sockets;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;channel&gt;.</summary>
internal static class ChannelReader
{
    public static Channel Read(XmlCursor cursor)
    {
        var channel = new Channel { Source = ChardevReader.Read(cursor) };
        cursor.IgnoreAttributes("tty");
        XmlCursor target = cursor.Child("target") ?? throw cursor.Error("<channel> needs a <target type=…>: 'virtio' or 'guestfwd'");
        ChardevReader.CheckTarget(target, ChannelTarget.Names);
        channel.TargetType = target.RequiredEnum("type", ChannelTarget.Names);
        if (channel.TargetType == ChannelTarget.Guestfwd)
        {
            ReadGuestfwd(target, channel);
        }
        else
        {
            channel.TargetName = target.Text("name");
            channel.State = target.IsLive ? target.Enum("state", ChannelState.Names) : null;
            target.IgnoreAttributes("state", "port");
        }

        DeviceReader.ReadCommon(cursor, channel);
        if (channel is { TargetType: ChannelTarget.Virtio, Address: not (null or VirtioSerialAddress) })
        {
            cursor.Context.Ignored("a channel of target type 'virtio' has an address of type 'virtio-serial', no other", channel.Address.Position);
            channel.Address = null;
        }

        if (channel.TargetType != ChannelTarget.Virtio)
        {
            CharacterDeviceRules.RefuseSpicevmc(cursor, channel.Source);
        }

        return channel;
    }

    private static void ReadGuestfwd(XmlCursor target, Channel channel)
    {
        string address = target.RequiredText("address");
        channel.GuestAddress = IPAddress.TryParse(address, out IPAddress? ip) && ip.AddressFamily == AddressFamily.InterNetwork
            ? ip.ToString()
            : throw target.Error($"guestfwd channel only supports IPv4 addresses; '{address}' is none");
        uint port = target.UInt("port") ?? throw target.Error("guestfwd channel does not define a target port");
        channel.GuestPort = port <= ushort.MaxValue ? (ushort)port : throw target.Error($"{port} is no port: a number up to 65535 would be right");
        target.IgnoreAttributes("name");
    }
}
