using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;graphics&gt; of every type.</summary>
internal static class GraphicsWriter
{
    public static void Write(XmlOutput xml, Graphics graphics)
    {
        xml.Open("graphics").Attr("type", GraphicsType.Names[graphics.Type]);
        switch (graphics)
        {
            case VncGraphics vnc:
                WriteVnc(xml, vnc);
                break;
            case SpiceGraphics spice:
                WriteSpice(xml, spice);
                break;
            case SdlGraphics sdl:
                xml.Attr("display", sdl.Display).Attr("xauth", sdl.Xauth).Attr("fullscreen", sdl.Fullscreen ? "yes" : null);
                WriteGl(xml, sdl.Gl, null);
                break;
            case DesktopGraphics desktop:
                xml.Attr("display", desktop.Display).Attr("fullscreen", desktop.Fullscreen ? "yes" : null);
                break;
            case EglHeadlessGraphics egl:
                WriteGl(xml, null, egl.RenderNode);
                break;
            case DbusGraphics dbus:
                xml.Attr("p2p", dbus.PeerToPeer ? "yes" : null).Attr("address", dbus.BusAddress);
                WriteGl(xml, dbus.Gl, dbus.RenderNode);
                WriteAudio(xml, dbus.AudioId);
                break;
            case RdpGraphics rdp:
                WriteRdp(xml, rdp);
                break;
        }

        xml.Close();
    }

    private static void WriteVnc(XmlOutput xml, VncGraphics vnc)
    {
        GraphicsListen? listen = vnc.Listens.FirstOrDefault();
        switch (listen?.Type)
        {
            case GraphicsListenType.Socket:
                xml.Attr("socket", listen.Socket);
                break;
            case GraphicsListenType.Address or GraphicsListenType.Network:
                xml.Attr("port", Port(xml, vnc.Port, vnc.Autoport)).YesNo("autoport", vnc.Autoport)
                    .Attr("websocket", vnc.Websocket == 0 ? null : vnc.Websocket)
                    .YesNo("websocketGenerated", xml.IsStatus && vnc.Websocket != 0 ? vnc.IsWebsocketGenerated : null).Attr("listen", listen.Address);
                break;
        }

        xml.Attr("keymap", vnc.Keymap).Attr("sharePolicy", VncSharePolicy.Names.Of(vnc.SharePolicy)).YesNo("powerControl", vnc.PowerControl);
        WriteAuth(xml, vnc.Auth);
        WriteListens(xml, vnc);
        WriteAudio(xml, vnc.AudioId);
    }

    private static void WriteSpice(XmlOutput xml, SpiceGraphics spice)
    {
        GraphicsListen? listen = spice.Listens.FirstOrDefault();
        if (listen?.Type is GraphicsListenType.Address or GraphicsListenType.Network)
        {
            xml.Attr("port", SpicePort(xml, spice.Port, spice.Autoport)).Attr("tlsPort", SpicePort(xml, spice.TlsPort, spice.Autoport))
                .YesNo("autoport", spice.Autoport).Attr("listen", listen.Address);
        }

        xml.Attr("keymap", spice.Keymap).Attr("defaultMode", spice.DefaultMode == SpiceChannelMode.Any ? null : SpiceChannelMode.Names[spice.DefaultMode]);
        WriteAuth(xml, spice.Auth);
        WriteListens(xml, spice);
        for (int channel = 0; channel < spice.ChannelModes.Length; channel++)
        {
            if (spice.ChannelModes[channel] is var mode and not SpiceChannelMode.Any)
            {
                xml.Open("channel").Attr("name", SpiceChannel.Names.All[channel]).Attr("mode", SpiceChannelMode.Names[mode]).Close();
            }
        }

        WriteWord(xml, "image", "compression", SpiceImageCompression.Names.Of(spice.ImageCompression));
        WriteWord(xml, "jpeg", "compression", SpiceWanCompression.Names.Of(spice.JpegCompression));
        WriteWord(xml, "zlib", "compression", SpiceWanCompression.Names.Of(spice.ZlibCompression));
        WriteWord(xml, "playback", "compression", spice.PlaybackCompression is { } on ? (on ? "on" : "off") : null);
        WriteWord(xml, "streaming", "mode", SpiceStreaming.Names.Of(spice.Streaming));
        WriteWord(xml, "mouse", "mode", MouseMode.Names.Of(spice.Mouse));
        WriteWord(xml, "clipboard", "copypaste", YesNo(spice.ClipboardCopyPaste));
        WriteWord(xml, "filetransfer", "enable", YesNo(spice.FileTransfer));
        WriteGl(xml, spice.Gl, spice.RenderNode);
    }

    private static void WriteRdp(XmlOutput xml, RdpGraphics rdp)
    {
        xml.Attr("port", Port(xml, rdp.Port, rdp.Autoport)).Attr("autoport", rdp.Autoport ? "yes" : null)
            .Attr("replaceUser", rdp.ReplaceUser ? "yes" : null).Attr("multiUser", rdp.MultiUser ? "yes" : null)
            .Attr("listen", rdp.Listens.FirstOrDefault()?.Address).Attr("username", rdp.Username);
        WriteAuth(xml, rdp.Auth);
        WriteListens(xml, rdp);
    }

    private static void WriteAuth(XmlOutput xml, GraphicsAuth auth) =>
        xml.Attr("passwd", auth.Password).Attr("passwdValidTo", auth.ValidTo).Attr("connected", GraphicsConnected.Names.Of(auth.Connected));

    private static void WriteListens(XmlOutput xml, Graphics graphics)
    {
        foreach (GraphicsListen listen in graphics.Listens)
        {
            xml.Open("listen").Attr("type", GraphicsListenType.Names[listen.Type]).Attr("address", listen.Address).Attr("network", listen.Network)
                .Attr("socket", listen.Socket);
            if (xml.IsStatus)
            {
                xml.Attr("fromConfig", listen.Type is GraphicsListenType.Address or GraphicsListenType.Network ? (listen.IsFromConfig ? "1" : "0") : null);
                xml.YesNo("autoGenerated", listen.IsAutoGenerated);
            }

            xml.Close();
        }
    }

    /// <summary>An automatic port shows while the guest runs, else it is -1; null where there is none.</summary>
    private static int? Port(XmlOutput xml, int port, bool isAutomatic) => isAutomatic && (!xml.IsLive || port == 0) ? -1 : port == 0 ? null : port;

    /// <summary>The same; spice leaves an automatic port out.</summary>
    private static int? SpicePort(XmlOutput xml, int port, bool isAutomatic) => port == 0 || (isAutomatic && !xml.IsLive) ? null : port;

    private static void WriteGl(XmlOutput xml, bool? enable, string? renderNode)
    {
        if (enable is not null || renderNode is not null)
        {
            xml.Open("gl").YesNo("enable", enable).Attr("rendernode", renderNode).Close();
        }
    }

    private static void WriteAudio(XmlOutput xml, uint? id)
    {
        if (id is not null)
        {
            xml.Open("audio").Attr("id", id).Close();
        }
    }

    private static void WriteWord(XmlOutput xml, string name, string attribute, string? word)
    {
        if (word is not null)
        {
            xml.Open(name).Attr(attribute, word).Close();
        }
    }

    private static string? YesNo(bool? value) => value is { } v ? (v ? "yes" : "no") : null;
}
