using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>The host side of a character device: its type attribute, and the children source, protocol and log.</summary>
internal static class ChardevWriter
{
    /// <summary>The type attribute, into the start tag at hand.</summary>
    public static XmlOutput WriteType(XmlOutput xml, ChardevSource source) => xml.Attr("type", ChardevType.Names[source.Type]);

    /// <summary>Starts a character device's element: its type and the children that say where it leads.</summary>
    public static void Open(XmlOutput xml, string name, ChardevSource source)
    {
        WriteType(xml.Open(name), source);
        WriteChildren(xml, source);
    }

    /// <summary>source (two for udp), protocol and log.</summary>
    public static void WriteChildren(XmlOutput xml, ChardevSource chardev)
    {
        switch (chardev.Type)
        {
            case ChardevType.File or ChardevType.Dev or ChardevType.Pipe when chardev.Path is not null:
                xml.Open("source").Attr("path", chardev.Path).OnOff("append", chardev.Append);
                chardev.SecLabels.ForEach(label => DeviceSecLabelWriter.Write(xml, label));
                xml.Close();
                break;
            case ChardevType.Pty when xml.IsLive && chardev.Path is not null:
                xml.Open("source").Attr("path", chardev.Path).Close();
                break;
            case ChardevType.Unix when chardev.Path is not null || chardev.Reconnect is not null:
                xml.Open("source").Attr("mode", ChardevMode.Names[chardev.Mode]).Attr("path", chardev.Path);
                WriteReconnect(xml, chardev);
                chardev.SecLabels.ForEach(label => DeviceSecLabelWriter.Write(xml, label));
                xml.Close();
                break;
            case ChardevType.Tcp:
                xml.Open("source").Attr("mode", ChardevMode.Names[chardev.Mode]).Attr("host", chardev.Host).Attr("service", chardev.Service)
                    .YesNo("tls", chardev.IsTlsFromConfig && !xml.IsLive ? null : chardev.Tls)
                    .Attr("tlsFromConfig", xml.IsLive && chardev.IsTlsFromConfig ? "1" : null);
                WriteReconnect(xml, chardev);
                xml.Close();
                xml.Open("protocol").Attr("type", ChardevProtocol.Names[chardev.Protocol]).Close();
                break;
            case ChardevType.Udp:
                WriteUdp(xml, "bind", chardev.BindHost, chardev.BindService);
                WriteUdp(xml, "connect", chardev.Host, chardev.Service);
                break;
            case ChardevType.Spiceport or ChardevType.Dbus:
                xml.Open("source").Attr("channel", chardev.Channel).Close();
                break;
            case ChardevType.Nmdm when chardev.Master is not null || chardev.Slave is not null:
                xml.Open("source").Attr("master", chardev.Master).Attr("slave", chardev.Slave).Close();
                break;
            case ChardevType.QemuVdagent when chardev.ClipboardCopyPaste is not null || chardev.MouseMode is not null:
                xml.Open("source");
                if (chardev.ClipboardCopyPaste is { } copyPaste)
                {
                    xml.Open("clipboard").YesNo("copypaste", copyPaste).Close();
                }

                if (chardev.MouseMode is { } mode)
                {
                    xml.Open("mouse").Attr("mode", MouseMode.Names[mode]).Close();
                }

                xml.Close();
                break;
        }

        if (chardev.Log is { } log)
        {
            xml.Open("log").Attr("file", log.File).OnOff("append", log.Append).Close();
        }
    }

    private static void WriteUdp(XmlOutput xml, string mode, string? host, string? service)
    {
        if (host is not null || service is not null)
        {
            xml.Open("source").Attr("mode", mode).Attr("host", host).Attr("service", service).Close();
        }
    }

    private static void WriteReconnect(XmlOutput xml, ChardevSource chardev)
    {
        if (chardev.Reconnect is { } reconnect)
        {
            xml.Open("reconnect").YesNo("enabled", reconnect.Enabled).Attr("timeout", reconnect.TimeoutSeconds).Close();
        }
    }
}
