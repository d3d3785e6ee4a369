using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>The block node that is the storage itself, as &lt;source&gt; of a disk.</summary>
internal static class SourceElements
{
    /// <summary>The type of disk and its source.</summary>
    public static (string Type, XElement? Source) Of(NativeCommand native, NativeOption node)
    {
        switch (node.Kind)
        {
            case "file":
                return ("file", Element("source", Attribute("file", Descriptors.PathOf(native, node.Take("filename"), node.Id ?? "image")),
                    Reservations(native, node)));
            case "host_device" or "host_cdrom":
                return ("block", Element("source", Attribute("dev", node.Take("filename")), Reservations(native, node)));
            case "vvfat":
                return ("dir", With("source", "dir", node.Take("dir")));
            case "nvme":
                return ("nvme", Nvme(node));
            case "virtio-blk-vhost-vdpa":
                return ("vhostvdpa", With("source", "dev", Descriptors.PathOf(native, node.Take("path"), node.Id ?? "vdpa")));
            default:
                return ("network", Network(native, node));
        }
    }

    private static XElement? Reservations(NativeCommand native, NativeOption node)
    {
        if (node.Take("pr-manager") is not { } id)
        {
            return null;
        }

        string? path = null;
        if (native.Find("-object", id) is { } manager)
        {
            manager.Take();
            path = manager.Take("path");
            native.PrManagers[id] = path;
        }
        else
        {
            native.PrManagers.TryGetValue(id, out path);
        }

        return id == "pr-helper0"
            ? With("reservations", "managed", "yes")
            : Element("reservations", Attribute("managed", "no"),
                Element("source", Attribute("type", "unix"), Attribute("path", path), Attribute("mode", "client")));
    }

    private static XElement Nvme(NativeOption node)
    {
        string[] parts = (node.Take("device") ?? "").Split(':', '.');
        return Element(
            "source",
            Attribute("type", "pci"),
            Attribute("managed", "yes"),
            Attribute("namespace", node.Take("namespace")),
            parts.Length == 4
                ? Element("address", Attribute("domain", "0x" + parts[0]), Attribute("bus", "0x" + parts[1]), Attribute("slot", "0x" + parts[2]),
                    Attribute("function", "0x" + parts[3]))
                : null);
    }

    private static XElement? Network(NativeCommand native, NativeOption node)
    {
        switch (node.Kind)
        {
            case "nbd":
                string? credentials = node.Take("tls-creds");
                SecretElements.TakeCredentials(native, credentials);
                return Element(
                    "source", Attribute("protocol", "nbd"), Attribute("name", node.Take("export")), Attribute("tls", credentials is null ? null : "yes"),
                    Attribute("tlsHostname", node.Take("tls-hostname")), Host(node, "server."), With("reconnect", "delay", node.Take("reconnect-delay")));
            case "rbd":
                return Element(
                    "source", Attribute("protocol", "rbd"), Attribute("name", node.Take("pool") + "/" + node.Take("image")), Hosts(node),
                    With("snapshot", "name", node.Take("snapshot")), With("config", "file", node.Take("conf")),
                        Auth(native, node, node.Take("user"), node.Take("key-secret"), "ceph"));
            case "iscsi":
                return Iscsi(native, node);
            case "http" or "https" or "ftp" or "ftps" or "tftp":
                return Url(native, node);
            case "nfs":
                string? user = node.Take("user");
                string? group = node.Take("group");
                return Element(
                    "source", Attribute("protocol", "nfs"), Attribute("name", node.Take("path")), Host(node, "server."),
                    user is null && group is null ? null : Element("identity", Attribute("user", user is null ? null : "+" + user),
                        Attribute("group", group is null ? null : "+" + group)));
            case "ssh":
                return Element(
                    "source", Attribute("protocol", "ssh"), Attribute("name", node.Take("path")), Host(node, "server."),
                    With("identity", "username", node.Take("user")));
            case "gluster":
                return Element("source", Attribute("protocol", "gluster"), Attribute("name", node.Take("volume") + "/" + node.Take("path")), Hosts(node));
            default:
                native.Warn($"block driver '{node.Kind}' has no counterpart in domain XML");
                return null;
        }
    }

    private static XElement? Auth(NativeCommand native, NativeOption node, string? user, string? secret, string type)
    {
        foreach (string left in node.Rest.Where(p => p.Key.StartsWith("auth-client-required", StringComparison.Ordinal)).Select(p => p.Key).ToList())
        {
            node.Take(left);
        }

        return user is null || secret is null ? null : Element("auth", Attribute("username", user), SecretElements.Secret(native, secret, type));
    }

    /// <summary>A server that is an object with the given prefix.</summary>
    private static XElement? Host(NativeOption node, string prefix)
    {
        string? type = node.Take(prefix + "type");
        string? path = node.Take(prefix + "path");
        if (type == "unix" || path is not null)
        {
            return Element("host", Attribute("transport", "unix"), Attribute("socket", path));
        }

        string? host = node.Take(prefix + "host");
        return host is null ? null : Element("host", Attribute("name", host), Attribute("port", node.Take(prefix + "port")));
    }

    private static IEnumerable<XElement> Hosts(NativeOption node)
    {
        for (int i = 0; Host(node, string.Create(CultureInfo.InvariantCulture, $"server.{i}.")) is { } host; i++)
        {
            yield return host;
        }
    }

    private static XElement Iscsi(NativeCommand native, NativeOption node)
    {
        string portal = node.Take("portal") ?? "";
        int colon = portal.LastIndexOf(':');
        return Element(
            "source",
            Attribute("protocol", "iscsi"),
            Attribute("name", $"{node.Take("target")}/{node.Take("lun")}"),
            Element("host", Attribute("name", (colon < 0 ? portal : portal[..colon]).Trim('[', ']')),
                Attribute("port", colon < 0 ? null : portal[(colon + 1)..])),
            node.Take("initiator-name") is { } iqn ? Element("initiator", With("iqn", "name", iqn)) : null,
            Auth(native, node, node.Take("user"), node.Take("password-secret"), "iscsi"));
    }

    private static XElement Url(NativeCommand native, NativeOption node)
    {
        string url = node.Take("url") ?? "";
        var source = Element("source", Attribute("protocol", node.Kind));
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed))
        {
            source.SetAttributeValue("name", Uri.UnescapeDataString(parsed.AbsolutePath.TrimStart('/')));
            source.SetAttributeValue("query", parsed.Query.Length > 1 ? parsed.Query[1..] : null);
            source.Add(Element("host", Attribute("name", parsed.Host.Trim('[', ']')), Attribute("port", parsed.Port)));
        }

        source.Add(With("ssl", "verify", node.TakeYesNo("sslverify")));
        if (node.Take("cookie-secret") is { } cookies)
        {
            native.Find("-object", cookies)?.Take();
            native.Warn($"the cookies for {url} cannot be read from a command line: put them in as <cookies>");
        }

        source.Add(With("readahead", "size", node.Take("readahead")), With("timeout", "seconds", node.Take("timeout")));
        source.Add(Auth(native, node, node.Take("username"), node.Take("password-secret"), "iscsi"));
        return source;
    }
}
