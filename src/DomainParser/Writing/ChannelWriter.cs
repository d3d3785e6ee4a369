using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;channel&gt;.</summary>
internal static class ChannelWriter
{
    public static void Write(XmlOutput xml, Channel channel)
    {
        ChardevWriter.Open(xml, "channel", channel.Source);
        xml.Open("target").Attr("type", ChannelTarget.Names[channel.TargetType]);
        if (channel.TargetType == ChannelTarget.Guestfwd)
        {
            xml.Attr("address", channel.GuestAddress).Attr("port", channel.GuestPort);
        }
        else
        {
            xml.Attr("name", channel.TargetName).Attr("state", xml.IsLive ? channel.State : null, ChannelState.Names);
        }

        xml.Close();
        DeviceWriter.Finish(xml, channel);
    }
}
