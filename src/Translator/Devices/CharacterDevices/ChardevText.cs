using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.CharacterDevices;

/// <summary>A character device backend as <c>TYPE,id=…,key=value…</c> (devices.md 2.1).</summary>
internal static class ChardevText
{
    public static OptionText Of(ChardevParts parts)
    {
        ChardevSource source = parts.Source;
        OptionText text = new OptionText(parts.QemuType).Add("id", parts.Id);
        switch (source.Type)
        {
            case ChardevType.Dev or ChardevType.Pipe:
                text.Escaped("path", source.Path);
                break;
            case ChardevType.File:
                text.Escaped("path", parts.OutputPath).Add("append", parts.Append);
                break;
            case ChardevType.Unix when parts.ListenFd is { } fd:
                text.Fd("fd", fd).Add("server", true).Add("wait", false);
                break;
            case ChardevType.Unix:
                text.Escaped("path", source.Path).Add(parts.ReconnectKey, parts.Reconnect);
                break;
            case ChardevType.Tcp:
                text.Escaped("host", source.Host).Escaped("port", source.Service).Add("telnet", source.Protocol == ChardevProtocol.Telnet ? true : null);
                if (source.Mode == ChardevMode.Bind)
                {
                    text.Add("server", true).Add("wait", false);
                }

                text.Add(parts.ReconnectKey, parts.Reconnect).Add("tls-creds", parts.TlsObject);
                break;
            case ChardevType.Udp:
                text.Escaped("host", source.Host ?? "").Escaped("port", source.Service)
                    .Escaped("localaddr", source.BindHost ?? "").Escaped("localport", source.BindService ?? "0");
                break;
            case ChardevType.Spicevmc:
                text.Add("name", parts.SpicevmcName);
                break;
            case ChardevType.Spiceport or ChardevType.Dbus:
                text.Escaped("name", source.Channel);
                break;
            case ChardevType.QemuVdagent:
                text.Add("name", "vdagent").Add("clipboard", source.ClipboardCopyPaste).Add("mouse", ClientMouse(source));
                break;
        }

        return text.Escaped("logfile", parts.LogPath).Add("logappend", parts.LogAppend);
    }

    public static string FdSetPath(int set) => "/dev/fdset/" + set.ToString(CultureInfo.InvariantCulture);

    /// <summary>QEMU's switch is on where the client draws the pointer.</summary>
    public static bool? ClientMouse(ChardevSource source) => source.MouseMode is { } mode ? mode == MouseMode.Client : null;
}
