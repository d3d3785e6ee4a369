using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Storage;

/// <summary>The json: form of a backing string: the image that QEMU's block options name (storage.md 16).</summary>
internal static class BackingJson
{
    /// <summary>Null where the options hold credentials.</summary>
    /// <exception cref="ImageHeaderException">The options mean nothing, or something that QEMU here cannot open.</exception>
    public static StorageSource? Parse(string json)
    {
        BlockOptions options = BlockOptions.Parse(json);
        StorageSlice? slice = null;
        StorageFormat? format = null;
        while (options.Below("file") is { } file)
        {
            if (options["driver"] is { } layer)
            {
                if (layer == "raw" && (options["offset"] ?? options["size"]) is not null)
                {
                    slice = new StorageSlice { Offset = options.Number("offset"), Size = options.Number("size") };
                }
                else if (StorageFormat.Names.TryParse(layer, out StorageFormat known) && layer != "raw")
                {
                    format = known;
                }
            }

            options = file;
        }

        StorageSource? source = Protocol(options);
        if (source is not null)
        {
            source.Slice = slice;
            source.Format = format ?? source.Format;
        }

        return source;
    }

    private static StorageSource? Protocol(BlockOptions options)
    {
        string? driver = options["driver"];
        string? file = options["filename"];
        switch (driver)
        {
            case null when file is not null:
                return BackingString.Parse(file, new StorageSource());
            case "file" or "host_device" or "host_cdrom":
                return BackingString.Local(options.Required("filename"));
            case "http" or "https" or "ftp" or "ftps" or "tftp":
                return Curl(options);
            case "gluster":
                return Gluster(options);
            case "iscsi":
                return Iscsi(options);
            case "nbd":
                return Nbd(options);
            case "ssh":
                return Ssh(options);
            case "rbd":
                return Rbd(options);
            case "nfs":
                return Nfs(options);
            case "nvme":
                return Nvme(options);
            case "sheepdog" or "vxhs":
                return new StorageSource
                {
                    Type = StorageType.Network,
                    Protocol = driver == "vxhs" ? StorageProtocol.Vxhs : StorageProtocol.Sheepdog,
                    Path = options["vdisk-id"] ?? options["vdi"],
                };
            default:
                throw options.Error($"has the driver '{driver}', which is not known");
        }
    }

    private static StorageSource? Curl(BlockOptions options)
    {
        if ((options["username"] ?? options["password-secret"]) is not null)
        {
            return null;
        }

        StorageSource? source = BackingString.FromUri(options.Required("url"));
        if (source is not null)
        {
            source.SslVerify = options["sslverify"] switch { null => null, "true" or "on" => true, _ => false };
            source.Readahead = options.Number("readahead");
            source.TimeoutSeconds = options.Number("timeout");
            AddCookies(source, options["cookie"]);
        }

        return source;
    }

    /// <summary>NAME=VALUE, with semicolons between.</summary>
    private static void AddCookies(StorageSource source, string? text)
    {
        foreach (string cookie in text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            int equals = cookie.IndexOf('=', StringComparison.Ordinal);
            source.Cookies.Add(new StorageCookie { Name = equals < 0 ? cookie : cookie[..equals], Value = equals < 0 ? "" : cookie[(equals + 1)..] });
        }
    }

    private static StorageSource? Gluster(BlockOptions options)
    {
        if ((options["uri"] ?? options["filename"]) is { } uri)
        {
            return BackingString.FromUri(uri);
        }

        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Gluster,
            NetworkVolume = options.Required("volume"),
            Path = options.Required("path").TrimStart('/'),
        };
        AddServers(options, source);
        return source;
    }

    private static StorageSource? Iscsi(BlockOptions options)
    {
        if (options["filename"] is { } uri)
        {
            return BackingString.FromUri(uri);
        }

        if (options["user"] is not null)
        {
            return null;
        }

        string portal = options.Required("portal");
        string target = options.Required("target");
        var host = new StorageHost { Name = portal, Port = 3260 };
        int colon = portal.LastIndexOf(':');
        if (colon > 0 && !portal.EndsWith(']') && uint.TryParse(portal.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint port))
        {
            host.Name = portal[..colon];
            host.Port = port;
        }

        host.Name = host.Name.Trim('[', ']');
        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Iscsi,
            Path = $"{target}/{options.Number("lun").ToString(CultureInfo.InvariantCulture)}",
            InitiatorIqn = options["initiator-name"],
        };
        source.Hosts.Add(host);
        return source;
    }

    private static StorageSource Nbd(BlockOptions options)
    {
        var source = new StorageSource { Type = StorageType.Network, Protocol = StorageProtocol.Nbd, Path = options["export"] };
        if (options["path"] is { } socket)
        {
            source.Hosts.Add(new StorageHost { Transport = StorageTransport.Unix, Socket = socket });
        }
        else if (options["host"] is { } name)
        {
            source.Hosts.Add(new StorageHost { Name = name, Port = (uint)options.Number("port") is var port and > 0 ? port : 10809 });
        }
        else
        {
            AddServers(options, source);
        }

        return source;
    }

    private static StorageSource Ssh(BlockOptions options)
    {
        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Ssh,
            Path = options.Required("path"),
            SshUser = options["user"],
            SshHostKeyCheckDisabled = options["host_key_check"] == "no" || options["host-key-check.mode"] == "none",
        };
        AddServer(options, source, 22);
        return source;
    }

    private static StorageSource? Rbd(BlockOptions options)
    {
        if (options["filename"] is { } text)
        {
            return BackingString.Parse(text, new StorageSource());
        }

        if (options["user"] is not null)
        {
            return null;
        }

        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Rbd,
            NetworkVolume = options.Required("pool"),
            Path = options.Required("image"),
            SnapshotName = options["snapshot"],
            ConfigFile = options["conf"],
        };
        AddServers(options, source);
        return source;
    }

    private static StorageSource Nfs(BlockOptions options)
    {
        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Nfs,
            Path = options.Required("path"),
            NfsUser = options["user"] is { } user ? "+" + user : null,
            NfsGroup = options["group"] is { } group ? "+" + group : null,
        };
        source.Hosts.Add(new StorageHost { Name = options.Required("server.host") });
        return source;
    }

    private static StorageSource Nvme(BlockOptions options)
    {
        string device = options.Required("device");
        string[] parts = device.Split(':', '.');
        uint[] numbers = new uint[4];
        for (int i = 0; i < 4; i++)
        {
            if (parts.Length != 4 || !uint.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out numbers[i]))
            {
                throw options.Error("names no PCI device: DDDD:BB:SS.F would be right");
            }
        }

        return new StorageSource
        {
            Type = StorageType.Nvme,
            Nvme = new StorageNvme
            {
                Namespace = options.Number("namespace"),
                Address = new PciAddress { Domain = numbers[0], Bus = numbers[1], Slot = numbers[2], Function = numbers[3] },
            },
        };
    }

    /// <summary>
    /// A port that is written as a number, not as a string, is not read: QEMU's own form has a string there, and libvirt 11.3 knows no other (json2json cases).
    /// </summary>
    private static void AddServer(BlockOptions options, StorageSource source, uint defaultPort)
    {
        string server = options["server.host"] is null ? "" : "server.";
        source.Hosts.Add(new StorageHost
        {
            Name = options[server + "host"],
            Port = !options.IsNumber(server + "port") && (uint)options.Number(server + "port") is var port and > 0 ? port : defaultPort,
        });
    }

    /// <summary><c>server</c> as one object or as a list.</summary>
    private static void AddServers(BlockOptions options, StorageSource source)
    {
        if (options.Below("server.0") is null)
        {
            if (options.Below("server") is { } only)
            {
                source.Hosts.Add(Server(only));
            }

            return;
        }

        for (int i = 0; options.Below($"server.{i}") is { } server; i++)
        {
            source.Hosts.Add(Server(server));
        }
    }

    private static StorageHost Server(BlockOptions options)
    {
        if (options["type"] == "unix")
        {
            return new StorageHost { Transport = StorageTransport.Unix, Socket = options["path"] ?? options["socket"] };
        }

        return new StorageHost { Name = options["host"], Port = (uint)options.Number("port") };
    }
}
