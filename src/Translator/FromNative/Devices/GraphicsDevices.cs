using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>-vnc, -spice and -display.</summary>
internal static class GraphicsDevices
{
    public static void Add(NativeCommand native)
    {
        string? keymap = native.TakeValue("-k");
        foreach (NativeOption option in native.Options.Where(o => !o.IsTaken).ToList())
        {
            switch (option.Name)
            {
                case "-vnc":
                case "-display" when option.Peek("vnc") is not null:
                    Vnc(native, option, keymap);
                    break;
                case "-spice":
                    Spice(native, option, keymap);
                    break;
                case "-display" or "-sdl":
                    Display(native, option);
                    break;
            }
        }
    }

    private static void Vnc(NativeCommand native, NativeOption option, string? keymap)
    {
        option.Take();
        string place = option.TakeAny("vnc", "") ?? ":0";
        var vnc = Element("graphics", Attribute("type", "vnc"));
        if (place == "none")
        {
            vnc.Add(With("listen", "type", "none"));
        }
        else if (place.StartsWith("unix:", StringComparison.Ordinal))
        {
            vnc.Add(Element("listen", Attribute("type", "socket"),
                Attribute("socket", place.EndsWith("/vnc.sock", StringComparison.Ordinal) && place.Contains("/domain-", StringComparison.Ordinal)
                ? null : place["unix:".Length..])));
        }
        else
        {
            int colon = place.LastIndexOf(':');
            string host = (colon < 0 ? "" : place[..colon]).Trim('[', ']');
            int number = int.TryParse(place[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int display) ? display : 0;
            vnc.SetAttributeValue("port", 5900 + number);
            vnc.SetAttributeValue("autoport", "no");
            string address = host.Length > 0 ? host : "0.0.0.0";
            vnc.Add(Element("listen", Attribute("type", "address"), Attribute("address", address)));
        }

        vnc.SetAttributeValue("websocket", option.Take("websocket"));
        vnc.SetAttributeValue("keymap", keymap);
        vnc.SetAttributeValue("sharePolicy", option.Take("share"));
        vnc.SetAttributeValue("powerControl", option.TakeYesNo("power-control"));
        Audio(native, option.Take("audiodev"), vnc);
        SecretElements.TakeCredentials(native, option.Take("tls-creds"));
        if (option.Take("password") is not null)
        {
            native.Warn("the VNC password is set over the monitor and does not stand on a command line: put it in as passwd=…");
        }

        if (option.TakeSwitch("sasl") == "on" | option.Take("tls") is not null | option.Take("x509verify") is not null)
        {
            native.Warn("SASL and TLS of VNC are settings of the host (vnc_sasl, vnc_tls in qemu.conf), not of the domain");
        }

        Rest(native, option);
        native.Devices.Add(vnc);
    }

    private static void Audio(NativeCommand native, string? audiodev, XElement graphics)
    {
        if (audiodev is not null && native.AudioNumber(audiodev) is var id and not 1)
        {
            graphics.Add(With("audio", "id", Numbers.Text(id)));
        }
    }

    private static void Spice(NativeCommand native, NativeOption option, string? keymap)
    {
        option.Take();
        var spice = Element("graphics", Attribute("type", "spice"));
        string? port = option.Take("port");
        string? tlsPort = option.Take("tls-port");
        string? address = option.Take("addr");
        if (option.TakeSwitch("unix") == "on")
        {
            spice.Add(Element("listen", Attribute("type", "socket"), Attribute("socket", address)));
        }
        else if (port is "0" && tlsPort is null)
        {
            spice.Add(With("listen", "type", "none"));
        }
        else
        {
            spice.SetAttributeValue("port", port ?? "-1");
            spice.SetAttributeValue("tlsPort", tlsPort);
            spice.SetAttributeValue("autoport", "no");
            spice.Add(Element("listen", Attribute("type", "address"), Attribute("address", address ?? "0.0.0.0")));
        }

        spice.SetAttributeValue("keymap", keymap);
        Channels(option, spice);
        spice.Add(With("image", "compression", option.Take("image-compression")));
        spice.Add(With("jpeg", "compression", option.Take("jpeg-wan-compression")));
        spice.Add(With("zlib", "compression", option.Take("zlib-glz-wan-compression")));
        spice.Add(With("playback", "compression", option.TakeSwitch("playback-compression")));
        spice.Add(With("streaming", "mode", option.Take("streaming-video")));
        spice.Add(With("mouse", "mode", option.TakeSwitch("agent-mouse") switch { "off" => "server", "on" => "client", _ => null }));
        spice.Add(option.TakeSwitch("disable-copy-paste") == "on" ? With("clipboard", "copypaste", "no") : null);
        spice.Add(option.TakeSwitch("disable-agent-file-xfer") == "on" ? With("filetransfer", "enable", "no") : null);
        if (option.TakeYesNo("gl") is { } gl)
        {
            spice.Add(Element("gl", Attribute("enable", gl), Attribute("rendernode", option.Take("rendernode"))));
        }

        foreach (string known in (string[])["seamless-migration", "disable-ticketing", "x509-dir", "password-secret"])
        {
            option.Take(known);
        }

        if (option.TakeSwitch("sasl") == "on")
        {
            native.Warn("SASL of Spice is a setting of the host (spice_sasl in qemu.conf), not of the domain");
        }

        Rest(native, option);
        native.Devices.Add(spice);
    }

    private static void Channels(NativeOption option, XElement spice)
    {
        foreach ((string property, string mode) in (ReadOnlySpan<(string, string)>)[("tls-channel", "secure"), ("plaintext-channel", "insecure")])
        {
            foreach (string channel in option.TakeAll(property))
            {
                if (channel == "default")
                {
                    spice.SetAttributeValue("defaultMode", mode);
                }
                else
                {
                    spice.Add(Element("channel", Attribute("name", channel), Attribute("mode", mode)));
                }
            }
        }
    }

    private static void Display(NativeCommand native, NativeOption option)
    {
        string kind = option.Name == "-sdl" ? "sdl" : option.Kind;
        XElement? graphics = kind switch
        {
            "sdl" => Element(
                "graphics", Attribute("type", "sdl"), Attribute("display", Variable(native, "DISPLAY")), Attribute("xauth", Variable(native, "XAUTHORITY")),
                Attribute("fullscreen", native.TakeFlag("-full-screen") || option.Take("full-screen") == "on" ? "yes" : null),
                    With("gl", "enable", option.TakeYesNo("gl"))),
            "egl-headless" => Element("graphics", Attribute("type", "egl-headless"), With("gl", "rendernode", option.Take("rendernode"))),
            "dbus" => Dbus(native, option),
            _ => null,
        };
        if (graphics is not null)
        {
            option.Take();
            option.Ignore("type");
            Rest(native, option);
            native.Devices.Add(graphics);
        }
    }

    private static XElement Dbus(NativeCommand native, NativeOption option)
    {
        string? address = option.Take("addr");
        bool isOwn = address?.EndsWith("-dbus.sock", StringComparison.Ordinal) == true;
        string? gl = option.TakeYesNo("gl");
        string? node = option.Take("rendernode");
        var dbus = Element(
            "graphics", Attribute("type", "dbus"), Attribute("address", isOwn ? null : address), Attribute("p2p", option.TakeYesNo("p2p")),
            gl is null ? null : Element("gl", Attribute("enable", gl), Attribute("rendernode", node)));
        Audio(native, option.Take("audiodev"), dbus);
        return dbus;
    }

    private static string? Variable(NativeCommand native, string name) => native.Environment.LastOrDefault(v => v.Key == name).Value;

    private static void Rest(NativeCommand native, NativeOption option)
    {
        foreach ((string name, string value) in option.Rest)
        {
            native.Warn($"{option.Name}'s {name}={value} has no counterpart in domain XML and is left out");
        }
    }
}
