using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;graphics type='spice'&gt;.</summary>
internal static class SpiceGraphicsReader
{
    public static SpiceGraphics Read(XmlCursor cursor)
    {
        var spice = new SpiceGraphics
        {
            Port = cursor.Int("port") ?? 0,
            TlsPort = cursor.Int("tlsPort") ?? 0,
            Autoport = cursor.YesNo("autoport") == true,
            Keymap = cursor.NonEmpty("keymap"),
            DefaultMode = cursor.Enum("defaultMode", SpiceChannelMode.Names) ?? SpiceChannelMode.Any,
        };
        if (spice is { Port: -1, TlsPort: -1 })
        {
            spice.Autoport = true;
        }

        if (spice.Autoport)
        {
            spice.Port = cursor.IsLive ? Math.Max(spice.Port, 0) : 0;
            spice.TlsPort = cursor.IsLive ? Math.Max(spice.TlsPort, 0) : 0;
        }

        GraphicsReader.ReadAuth(cursor, spice.Auth);
        GraphicsListenReader.ReadAll(cursor, spice);
        foreach (XmlCursor channel in cursor.Children("channel"))
        {
            SpiceChannel name = channel.RequiredEnum("name", SpiceChannel.Names);
            spice.ChannelModes[(int)name] = channel.RequiredEnum("mode", SpiceChannelMode.Names);
        }

        spice.ImageCompression = cursor.Child("image")?.RequiredEnum("compression", SpiceImageCompression.Names);
        spice.JpegCompression = cursor.Child("jpeg")?.RequiredEnum("compression", SpiceWanCompression.Names);
        spice.ZlibCompression = cursor.Child("zlib")?.RequiredEnum("compression", SpiceWanCompression.Names);
        spice.PlaybackCompression = cursor.Child("playback")?.RequiredOnOff("compression");
        spice.Streaming = cursor.Child("streaming")?.RequiredEnum("mode", SpiceStreaming.Names);
        spice.Mouse = cursor.Child("mouse")?.RequiredEnum("mode", MouseMode.Names);
        spice.ClipboardCopyPaste = cursor.Child("clipboard")?.RequiredYesNo("copypaste");
        spice.FileTransfer = cursor.Child("filetransfer")?.RequiredYesNo("enable");
        if (cursor.Child("gl") is { } gl)
        {
            spice.Gl = gl.RequiredYesNo("enable");
            spice.RenderNode = gl.NonEmpty("rendernode");
        }

        return spice;
    }
}
