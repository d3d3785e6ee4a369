using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>The host side of a character device: the children source, protocol and log of its element (devices.md 2.1, 2.5; completion.md 6.7).</summary>
internal static class ChardevReader
{
    /// <summary>The type attribute, "pty" where there is none, and the children.</summary>
    public static ChardevSource Read(XmlCursor element) => Read(element, element.Enum("type", ChardevType.Names) ?? ChardevType.Pty);

    /// <summary>The type attribute, which must be there, and the children.</summary>
    /// <summary>A character device's &lt;target type&gt; is one that there is (libvirt 11.3's words).</summary>
    public static void CheckTarget<T>(XmlCursor target, EnumNames<T> names)
        where T : struct, Enum
    {
        if (target.Text("type") is { } text and not "none" && !names.TryParse(text, out _))
        {
            throw DomainException.Unsupported(
                $"unknown target type '{text}' specified for character device; one of {string.Join(", ", names.All)} would be right", target.Position);
        }
    }

    /// <param name="element">The device.</param>
    /// <param name="otherwise">libvirt's words where its type is none that there is.</param>
    public static ChardevSource ReadRequired(XmlCursor element, string otherwise = "unknown type presented to host for character device:")
    {
        if (element.Text("type") is { } text && !ChardevType.Names.TryParse(text, out _))
        {
            throw DomainException.Unsupported($"{otherwise} {text}; one of {string.Join(", ", ChardevType.Names.All)} would be right", element.Position);
        }

        return Read(element, element.RequiredEnum("type", ChardevType.Names));
    }


    public static ChardevSource Read(XmlCursor element, ChardevType type)
    {
        var chardev = new ChardevSource { Type = type };
        IReadOnlyList<XmlCursor> sources = element.Children("source");
        int most = type == ChardevType.Udp ? 2 : 1;
        if (sources.Count > most)
        {
            throw sources[most].Error(
                $"only {(most == 2 ? "two <source> elements" : "one <source>")} can stand in a character device of type '{element.Text("type")}'");
        }

        foreach (XmlCursor source in sources)
        {
            ReadSource(source, chardev);
        }

        if (type == ChardevType.Unix && chardev.Path is null)
        {
            chardev.Mode = ChardevMode.Bind;
        }

        if (element.OnlyChild("protocol") is { } protocol)
        {
            // what is not TCP has none, whatever the word says
            protocol.IgnoreAttributes("type");
            chardev.Protocol = (type == ChardevType.Tcp ? protocol.Enum("type", ChardevProtocol.Names) : null) ?? ChardevProtocol.Raw;
        }

        if (element.OnlyChild("log") is { } log)
        {
            bool? append = log.OnOff("append");
            if (log.NonEmpty("file") is { } file)
            {
                chardev.Log = new ChardevLog { File = file, Append = append };
            }
            else
            {
                log.Context.Ignored("<log> without the attribute 'file' logs nothing", log.Position);
            }
        }

        return chardev;
    }

    // The attributes that a type has no use for are read over, as libvirt does.
    private static void ReadSource(XmlCursor source, ChardevSource chardev)
    {
        source.IgnoreAttributes("path", "mode", "host", "service", "tls", "append", "channel", "master", "slave", "index", "tlsFromConfig");
        List<DeviceSecLabel> labels = [];
        DeviceSecLabelReader.ReadInto(source, labels);

        ChardevReconnect? reconnect = ReadReconnect(source);
        switch (chardev.Type)
        {
            case ChardevType.File:
                chardev.Path = source.NonEmpty("path");
                chardev.Append = source.OnOff("append");
                chardev.SecLabels = labels;
                break;
            case ChardevType.Pty when source.IsLive:
                chardev.Path = source.NonEmpty("path");
                break;
            case ChardevType.Dev or ChardevType.Pipe:
                chardev.Path = source.NonEmpty("path");
                chardev.SecLabels = labels;
                break;
            case ChardevType.Unix:
                chardev.Path = source.NonEmpty("path");
                chardev.Mode = ReadMode(source);
                chardev.Reconnect = reconnect;
                chardev.SecLabels = labels;
                break;
            case ChardevType.Tcp:
                chardev.Mode = ReadMode(source);
                chardev.Host = source.Text("host");
                chardev.Service = source.Text("service");
                chardev.Tls = source.YesNo("tls");
                chardev.IsTlsFromConfig = source.IsLive && source.Int("tlsFromConfig") == 1;
                chardev.Reconnect = reconnect;
                break;
            case ChardevType.Udp when ReadMode(source) == ChardevMode.Bind:
                chardev.BindHost = source.Text("host");
                chardev.BindService = source.Text("service");
                break;
            case ChardevType.Udp:
                chardev.Host ??= source.Text("host");
                chardev.Service ??= source.Text("service");
                break;
            case ChardevType.Spiceport or ChardevType.Dbus:
                chardev.Channel = source.Text("channel");
                break;
            case ChardevType.Nmdm:
                chardev.Master = source.Text("master");
                chardev.Slave = source.Text("slave");
                break;
            case ChardevType.QemuVdagent:
                chardev.ClipboardCopyPaste = source.Child("clipboard")?.RequiredYesNo("copypaste");
                chardev.MouseMode = source.Child("mouse")?.RequiredEnum("mode", MouseMode.Names);
                break;
        }
    }

    private static ChardevMode ReadMode(XmlCursor source) => source.Enum("mode", ChardevMode.Names) ?? ChardevMode.Connect;

    private static ChardevReconnect? ReadReconnect(XmlCursor source)
    {
        if (source.Child("reconnect") is not { } cursor || cursor.YesNo("enabled") is not { } enabled)
        {
            return null;
        }

        var reconnect = new ChardevReconnect { Enabled = enabled };
        uint? timeout = cursor.UInt("timeout");
        if (enabled)
        {
            reconnect.TimeoutSeconds = timeout ?? throw cursor.Error("<reconnect enabled='yes'> needs the attribute 'timeout', in seconds");
        }

        return reconnect;
    }
}
