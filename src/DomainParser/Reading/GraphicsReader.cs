using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;graphics&gt; of every type (completion.md 6.9). Its listens: <see cref="GraphicsListenReader"/>.</summary>
internal static class GraphicsReader
{
    public static Graphics Read(XmlCursor cursor)
    {
        Graphics graphics = cursor.RequiredEnum("type", GraphicsType.Names) switch
        {
            GraphicsType.Vnc => ReadVnc(cursor),
            GraphicsType.Spice => SpiceGraphicsReader.Read(cursor),
            GraphicsType.Sdl => ReadSdl(cursor),
            GraphicsType.Desktop => new DesktopGraphics { Display = cursor.Text("display"), Fullscreen = cursor.YesNo("fullscreen") == true },
            GraphicsType.EglHeadless => new EglHeadlessGraphics { RenderNode = cursor.Child("gl")?.NonEmpty("rendernode") },
            GraphicsType.Dbus => ReadDbus(cursor),
            _ => ReadRdp(cursor),
        };
        graphics.Position = cursor.Position;
        cursor.IgnoreChildren("alias");
        return graphics;
    }

    /// <summary>passwd and, where there is one, passwdValidTo and connected, from the start tag at hand.</summary>
    public static void ReadAuth(XmlCursor cursor, GraphicsAuth auth)
    {
        auth.Password = cursor.Text("passwd");
        cursor.IgnoreAttributes("passwdValidTo", "connected");
        if (auth.Password is null)
        {
            return;
        }

        auth.ValidTo = cursor.NonEmpty("passwdValidTo");
        auth.Connected = cursor.Enum("connected", GraphicsConnected.Names);
        if (auth.ValidTo is not null && !IsTimestamp(auth.ValidTo))
        {
            throw cursor.Error($"'{auth.ValidTo}' is not a time for passwdValidTo: YYYY-MM-DDTHH:MM:SS would be right");
        }
    }

    private static VncGraphics ReadVnc(XmlCursor cursor)
    {
        var vnc = new VncGraphics
        {
            Port = cursor.Int("port") ?? 0,
            Websocket = cursor.Int("websocket") ?? 0,
            Keymap = cursor.NonEmpty("keymap"),
            PowerControl = cursor.YesNo("powerControl"),
            SharePolicy = cursor.EnumOrDefault("sharePolicy", VncSharePolicy.Names),
            AudioId = cursor.Child("audio") is { } audio ? AudioReader.ReadId(audio) : null,
        };
        bool noPort = cursor.Text("port") is null || vnc.Port == -1;
        vnc.Autoport = cursor.YesNoOrIgnored("autoport") ?? noPort;
        if ((vnc.Autoport && !cursor.IsLive) || vnc.Port == -1)
        {
            vnc.Port = 0;
        }

        vnc.IsWebsocketGenerated = cursor.YesNo("websocketGenerated") == true && cursor.IsStatus;
        ReadAuth(cursor, vnc.Auth);
        if (vnc.Auth.Connected is not (null or GraphicsConnected.Keep))
        {
            throw cursor.Unsupported("VNC supports connected='keep' only");
        }

        GraphicsListenReader.ReadAll(cursor, vnc);
        return vnc;
    }

    private static SdlGraphics ReadSdl(XmlCursor cursor) => new()
    {
        Fullscreen = cursor.YesNo("fullscreen") == true,
        Display = cursor.Text("display"),
        Xauth = cursor.Text("xauth"),
        Gl = cursor.Child("gl")?.RequiredYesNo("enable"),
    };

    private static DbusGraphics ReadDbus(XmlCursor cursor)
    {
        var dbus = new DbusGraphics
        {
            PeerToPeer = cursor.YesNo("p2p") == true,
            BusAddress = cursor.NonEmpty("address"),
            AudioId = cursor.Child("audio") is { } audio ? AudioReader.ReadId(audio) : null,
        };
        cursor.IgnoreAttributes("fromConfig");
        if (cursor.Child("gl") is { } gl)
        {
            dbus.Gl = gl.RequiredYesNo("enable");
            dbus.RenderNode = gl.NonEmpty("rendernode");
        }

        return dbus;
    }

    private static RdpGraphics ReadRdp(XmlCursor cursor)
    {
        var rdp = new RdpGraphics
        {
            Port = cursor.Int("port") ?? 0,
            Autoport = cursor.YesNo("autoport") == true,
            ReplaceUser = cursor.YesNo("replaceUser") == true,
            MultiUser = cursor.YesNo("multiUser") == true,
            Username = cursor.NonEmpty("username"),
        };
        if (cursor.Text("port") is null || rdp.Port == -1)
        {
            rdp.Autoport = true;
        }

        if (rdp.Autoport && (!cursor.IsLive || rdp.Port == -1))
        {
            rdp.Port = 0;
        }

        ReadAuth(cursor, rdp.Auth);
        GraphicsListenReader.ReadAll(cursor, rdp);
        return rdp;
    }

    private static bool IsTimestamp(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None,
            out _);
}
