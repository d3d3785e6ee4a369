using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>A -chardev as the type and source of a character device.</summary>
internal static class ChardevElements
{
    /// <summary>Puts type, source, protocol and log into a device's element; false where there is no such back end or no XML for it.</summary>
    /// <param name="device">For messages and made-up paths: libvirt's alias.</param>
    /// <param name="isAutomatic">libvirt makes the path up itself: a channel's socket that was passed as a descriptor needs none.</param>
    public static bool Fill(NativeCommand native, XElement element, string? id, string device, bool isAutomatic = false)
    {
        if (native.Find("-chardev", id) is not { } chardev || Type(chardev) is not { } type)
        {
            return false;
        }

        chardev.Take();
        Log(native, chardev, element);
        element.SetAttributeValue("type", type);
        switch (type)
        {
            case "file":
                string? file = chardev.TakeAny("path", "backend.data.out");
                element.Add(Element("source", Attribute("path", Descriptors.PathOf(native, file, device)),
                    Attribute("append", chardev.TakeAny("append", "backend.data.append"))));
                break;
            case "dev" or "pipe":
                element.Add(With("source", "path", chardev.TakeAny("path", "backend.data.device")));
                break;
            case "udp":
                Udp(chardev, element);
                break;
            case "unix":
                Unix(native, chardev, element, device, isAutomatic);
                break;
            case "tcp":
                Tcp(native, chardev, element);
                break;
            case "spicevmc":
                chardev.TakeAny("name", "backend.data.type");
                break;
            case "spiceport":
                element.Add(With("source", "channel", chardev.TakeAny("name", "backend.data.fqdn")));
                break;
            case "dbus":
                element.Add(With("source", "channel", chardev.TakeAny("name", "backend.data.name")));
                break;
            case "qemu-vdagent":
                string? mouse = chardev.TakeAny("mouse", "backend.data.mouse");
                element.Add(Element(
                    "source",
                    With("clipboard", "copypaste", chardev.TakeAny("clipboard", "backend.data.clipboard") switch { "on" => "yes", "off" => "no", _ => null }),
                    With("mouse", "mode", mouse switch { "on" => "client", "off" => "server", _ => null })).UnlessEmpty());
                break;
        }

        return true;
    }

    private static string? Type(NativeOption chardev)
    {
        string kind = chardev.Peek("backend.type") ?? chardev.Kind;
        return kind switch
        {
            "serial" or "parallel" or "tty" or "parport" => "dev",
            "socket" => chardev.Peek("host") is not null || chardev.Peek("port") is not null || chardev.Peek("backend.data.addr.type") == "inet"
                ? "tcp" : "unix",
            "null" or "vc" or "pty" or "file" or "pipe" or "stdio" or "udp" or "spicevmc" or "spiceport" or "dbus" or "qemu-vdagent" => kind,
            _ => null,
        };
    }

    private static void Log(NativeCommand native, NativeOption chardev, XElement element)
    {
        string? log = chardev.TakeAny("logfile", "backend.data.logfile");
        string? append = chardev.TakeAny("logappend", "backend.data.logappend");
        if (log is not null)
        {
            element.Add(Element("log", Attribute("file", Descriptors.PathOf(native, log, chardev.Id ?? "chardev")), Attribute("append", append)));
        }
    }

    private static void Udp(NativeOption chardev, XElement element)
    {
        string? localHost = chardev.TakeAny("localaddr", "backend.data.local.data.host");
        string? localPort = chardev.TakeAny("localport", "backend.data.local.data.port");
        if (localHost?.Length > 0 || localPort is not (null or "0"))
        {
            element.Add(Element("source", Attribute("mode", "bind"), Attribute("host", localHost), Attribute("service", localPort is "0" ? null : localPort)));
        }

        string? host = chardev.TakeAny("host", "backend.data.remote.data.host");
        element.Add(Element(
            "source", Attribute("mode", "connect"), Attribute("host", host?.Length == 0 ? null : host),
                Attribute("service", chardev.TakeAny("port", "backend.data.remote.data.port"))));
    }

    private static void Unix(NativeCommand native, NativeOption chardev, XElement element, string device, bool isAutomatic)
    {
        string? path = chardev.TakeAny("path", "backend.data.addr.data.path");
        string? descriptor = chardev.TakeAny("fd", "backend.data.addr.data.str");
        bool isServer = chardev.TakeAny("server", "backend.data.server") == "on";
        chardev.TakeAny("wait", "backend.data.wait");
        if (path is null && descriptor is not null && !isAutomatic)
        {
            path = Descriptors.MadeUpPath(native, device);
            native.Warn($"{device} got its socket as a descriptor, and the command line does not say where it is: {path} is made up");
        }

        var source = Element("source", Attribute("mode", isServer ? "bind" : "connect"), Attribute("path", path), Reconnect(chardev));
        if (path is not null || !isServer)
        {
            element.Add(source);
        }
    }

    private static void Tcp(NativeCommand native, NativeOption chardev, XElement element)
    {
        bool isServer = chardev.TakeAny("server", "backend.data.server") == "on";
        chardev.TakeAny("wait", "backend.data.wait");
        chardev.Take("backend.data.addr.type");
        string? credentials = chardev.TakeAny("tls-creds", "backend.data.tls-creds");
        SecretElements.TakeCredentials(native, credentials);
        element.Add(Element(
            "source",
            Attribute("mode", isServer ? "bind" : "connect"),
            Attribute("host", chardev.TakeAny("host", "backend.data.addr.data.host")),
            Attribute("service", chardev.TakeAny("port", "backend.data.addr.data.port")),
            Attribute("tls", credentials is null ? null : "yes"),
            Reconnect(chardev)));
        bool isTelnet = chardev.TakeAny("telnet", "backend.data.telnet") == "on";
        element.Add(With("protocol", "type", isTelnet ? "telnet" : "raw"));
    }

    public static XElement? Reconnect(NativeOption chardev)
    {
        long? milliseconds = chardev.TakeNumber("reconnect-ms") ?? chardev.TakeNumber("backend.data.reconnect-ms");
        long? seconds = milliseconds / 1000 ?? chardev.TakeNumber("reconnect") ?? chardev.TakeNumber("backend.data.reconnect");
        return seconds switch
        {
            null => null,
            0 => With("reconnect", "enabled", "no"),
            _ => Element("reconnect", Attribute("enabled", "yes"), Attribute("timeout", seconds.Value.ToString(CultureInfo.InvariantCulture))),
        };
    }
}
