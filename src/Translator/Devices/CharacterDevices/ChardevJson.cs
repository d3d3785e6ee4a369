using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.CharacterDevices;

/// <summary>A character device backend as <c>{"id":…,"backend":{"type":…,"data":{…}}}</c> (devices.md 2.2).</summary>
internal static class ChardevJson
{
    public static PropertyBag Of(ChardevParts parts)
    {
        ChardevSource source = parts.Source;
        var data = new PropertyBag();
        switch (source.Type)
        {
            case ChardevType.Dev or ChardevType.Pipe:
                data.Add("device", source.Path);
                break;
            case ChardevType.File:
                data.Add("out", parts.OutputPath).Add("append", parts.Append);
                break;
            case ChardevType.Unix or ChardevType.Tcp:
                AddSocket(data, parts);
                break;
            case ChardevType.Udp:
                data.Add("remote", Inet(source.Host, source.Service));
                if (source.BindHost is not null || source.BindService is not null)
                {
                    data.Add("local", Inet(source.BindHost, source.BindService ?? "0"));
                }

                break;
            case ChardevType.Spicevmc:
                data.Add("type", parts.SpicevmcName);
                break;
            case ChardevType.Spiceport:
                data.Add("fqdn", source.Channel);
                break;
            case ChardevType.Dbus:
                data.Add("name", source.Channel);
                break;
            case ChardevType.QemuVdagent:
                data.Add("clipboard", source.ClipboardCopyPaste).Add("mouse", ChardevText.ClientMouse(source));
                break;
        }

        data.Add("logfile", parts.LogPath).Add("logappend", parts.LogAppend);
        return Backend(parts.Id, parts.QemuType, data);
    }

    public static PropertyBag Backend(string id, string type, PropertyBag data) =>
        new PropertyBag().Add("id", id).Add("backend", new PropertyBag().Add("type", type).Add("data", data));

    public static PropertyBag FdAddress(PlanResource fd) => Address("fd", new PropertyBag().AddFd("str", fd));

    private static void AddSocket(PropertyBag data, ChardevParts parts)
    {
        ChardevSource source = parts.Source;
        if (source.Type == ChardevType.Tcp)
        {
            data.Add("addr", Inet(source.Host, source.Service)).Add("telnet", source.Protocol == ChardevProtocol.Telnet);
        }
        else
        {
            data.Add("addr", parts.ListenFd is { } fd ? FdAddress(fd) : Address("unix", new PropertyBag().Add("path", source.Path)));
        }

        bool server = source.Mode == ChardevMode.Bind;
        data.Add("server", server).Add("wait", server ? false : null).Add(parts.ReconnectKey, parts.Reconnect).Add("tls-creds", parts.TlsObject);
    }

    private static PropertyBag Inet(string? host, string? port) => Address("inet", new PropertyBag().Add("host", host ?? "").Add("port", port));

    private static PropertyBag Address(string type, PropertyBag data) => new PropertyBag().Add("type", type).Add("data", data);
}
