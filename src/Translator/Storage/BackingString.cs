using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Storage;

/// <summary>
/// What an image writes about the image below it, as a source: a path, <c>json:{…}</c>, a URI, or QEMU's old colon forms (storage.md 16).
/// </summary>
internal static class BackingString
{
    /// <summary>
    /// The source that <paramref name="text"/> means when it stands in the header of <paramref name="parent"/>. Null: the string holds credentials, and the
    /// search ends there without a word. A local source is of type file; what it really is, only the host can tell.
    /// </summary>
    /// <exception cref="ImageHeaderException">The string means nothing, or something that QEMU here cannot open.</exception>
    public static StorageSource? Parse(string text, StorageSource parent)
    {
        if (text.StartsWith("json:", StringComparison.Ordinal))
        {
            return BackingJson.Parse(text["json:".Length..]);
        }

        int colon = text.IndexOf(':', StringComparison.Ordinal);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (text.StartsWith('/') || colon < 0 || (slash >= 0 && slash < colon))
        {
            return text.StartsWith('/') ? Local(text) : Relative(text, parent);
        }

        if (text.AsSpan(colon).StartsWith("://"))
        {
            return FromUri(text);
        }

        string rest = text[(colon + 1)..];
        return text[..colon] switch
        {
            "nbd" => Nbd(rest),
            "rbd" => Rbd(rest),
            "fat" => new StorageSource
            {
                Type = StorageType.Dir,
                Path = rest.StartsWith("floppy:", StringComparison.Ordinal)
                ? rest["floppy:".Length..] : rest,
                Format = StorageFormat.Fat
            },
            "file" => Local(rest),
            var word => throw new ImageHeaderException($"its backing file '{text}' is of protocol '{word}', which is not known"),
        };
    }

    /// <summary>A network source from a URI.</summary>
    internal static StorageSource? FromUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
        {
            throw new ImageHeaderException($"its backing file '{text}' is no valid URI");
        }

        string[] scheme = uri.Scheme.Split('+');
        if (!StorageProtocol.Names.TryParse(scheme[0], out StorageProtocol protocol))
        {
            throw new ImageHeaderException($"its backing file '{text}' is of protocol '{scheme[0]}', which is not known");
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal) || (uri.UserInfo.Length > 0 && protocol != StorageProtocol.Ssh))
        {
            return null;
        }

        var source = new StorageSource { Type = StorageType.Network, Protocol = protocol };
        if (uri.UserInfo.Length > 0)
        {
            source.SshUser = uri.UserInfo;
        }

        var host = new StorageHost();
        if (scheme.Length > 1)
        {
            host.Transport = StorageTransport.Names.TryParse(scheme[1], out StorageTransport transport)
                ? transport
                : throw new ImageHeaderException($"its backing file '{text}' is to be reached over '{scheme[1]}', which is not known");
        }

        string query = uri.Query.TrimStart('?');
        if (host.Transport == StorageTransport.Unix)
        {
            host.Socket = QueryValue(query, "socket") ?? throw new ImageHeaderException($"its backing file '{text}' names no socket");
        }
        else
        {
            host.Name = uri.Host.Trim('[', ']');
            host.Port = uri.Port > 0 ? (uint)uri.Port : 0;
        }

        if (protocol is StorageProtocol.Http or StorageProtocol.Https && query.Length > 0)
        {
            source.Query = query;
        }

        source.Hosts.Add(host);
        SetPath(source, Uri.UnescapeDataString(uri.AbsolutePath), text);
        return source;
    }

    /// <summary>Sets a network source's path from one that begins with a slash; gluster's and rbd's first part is the volume or pool.</summary>
    internal static void SetPath(StorageSource source, string path, string text)
    {
        string name = path.TrimStart('/');
        switch (source.Protocol)
        {
            case StorageProtocol.Gluster or StorageProtocol.Rbd:
                int slash = name.IndexOf('/', StringComparison.Ordinal);
                if (slash <= 0)
                {
                    throw new ImageHeaderException($"its backing file '{text}' names no volume and image");
                }

                source.NetworkVolume = name[..slash];
                source.Path = name[(slash + 1)..];
                break;
            case StorageProtocol.Nbd:
                source.Path = name.Length == 0 ? null : name;
                break;
            case StorageProtocol.Iscsi or StorageProtocol.Http or StorageProtocol.Https or StorageProtocol.Ftp or StorageProtocol.Ftps:
                source.Path = name;
                break;
            default:
                source.Path = path;
                break;
        }
    }

    internal static StorageSource Local(string path) => new() { Type = StorageType.File, Path = path };

    private static StorageSource Relative(string text, StorageSource parent)
    {
        string directory = parent.Path ?? "";
        int slash = directory.LastIndexOf('/');
        string path = slash < 0 ? text : directory[..(slash + 1)] + text;
        if (parent.Type != StorageType.Network)
        {
            return Local(path);
        }

        var source = new StorageSource { Type = StorageType.Network, Protocol = parent.Protocol, NetworkVolume = parent.NetworkVolume, Path = path };
        foreach (StorageHost host in parent.Hosts)
        {
            source.Hosts.Add(new StorageHost { Name = host.Name, Port = host.Port, Transport = host.Transport, Socket = host.Socket });
        }

        return source;
    }

    /// <summary>host:port[:exportname=NAME] or unix:PATH[:exportname=NAME].</summary>
    private static StorageSource Nbd(string text)
    {
        const string Export = ":exportname=";
        string address = text;
        string? export = null;
        int at = text.IndexOf(Export, StringComparison.Ordinal);
        if (at >= 0)
        {
            address = text[..at];
            export = text[(at + Export.Length)..];
        }

        var source = new StorageSource { Type = StorageType.Network, Protocol = StorageProtocol.Nbd, Path = string.IsNullOrEmpty(export) ? null : export };
        if (address.StartsWith("unix:", StringComparison.Ordinal))
        {
            source.Hosts.Add(new StorageHost { Transport = StorageTransport.Unix, Socket = address["unix:".Length..] });
            return source;
        }

        int colon = address.LastIndexOf(':');
        if (colon <= 0 || !uint.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint port))
        {
            throw new ImageHeaderException($"its backing file 'nbd:{text}' names no host and port");
        }

        source.Hosts.Add(new StorageHost { Name = address[..colon].Trim('[', ']'), Port = port });
        return source;
    }

    /// <summary>pool/image[@snapshot][:option=value …]; colons inside are escaped by a backslash.</summary>
    private static StorageSource? Rbd(string text)
    {
        List<string> parts = SplitEscaped(text);
        var source = new StorageSource { Type = StorageType.Network, Protocol = StorageProtocol.Rbd };
        string image = parts[0];
        int snapshot = image.IndexOf('@', StringComparison.Ordinal);
        if (snapshot >= 0)
        {
            source.SnapshotName = image[(snapshot + 1)..];
            image = image[..snapshot];
        }

        SetPath(source, "/" + image, "rbd:" + text);
        for (int i = 1; i < parts.Count; i++)
        {
            int equals = parts[i].IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? parts[i] : parts[i][..equals];
            string value = equals < 0 ? "" : parts[i][(equals + 1)..];
            switch (key)
            {
                case "id" or "key":
                    return null;
                case "conf":
                    source.ConfigFile = value;
                    break;
                case "mon_host":
                    AddMonitors(source, value);
                    break;
            }
        }

        return source;
    }

    private static void AddMonitors(StorageSource source, string value)
    {
        foreach (string monitor in value.Split(';', ',', ' '))
        {
            if (monitor.Length == 0)
            {
                continue;
            }

            int colon = monitor.LastIndexOf(':');
            bool hasPort = colon > 0 && !monitor.EndsWith(']')
                && uint.TryParse(monitor.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
            source.Hosts.Add(new StorageHost
            {
                Name = (hasPort ? monitor[..colon] : monitor).Trim('[', ']'),
                Port = hasPort ? uint.Parse(monitor.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture) : 6789,
            });
        }
    }

    private static List<string> SplitEscaped(string text)
    {
        List<string> parts = [];
        var part = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                part.Append(text[++i]);
            }
            else if (text[i] == ':')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text[i]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    private static string? QueryValue(string query, string key)
    {
        foreach (string pair in query.Split('&'))
        {
            if (pair.StartsWith(key + "=", StringComparison.Ordinal))
            {
                return Uri.UnescapeDataString(pair[(key.Length + 1)..]);
            }
        }

        return null;
    }
}
