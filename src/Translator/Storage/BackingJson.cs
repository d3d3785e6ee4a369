using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Storage;

/// <summary>The json: form of a backing string: QEMU's block options, nested or with dotted keys (storage.md 16).</summary>
internal static class BackingJson
{
    private const int DeepestNesting = 64;

    /// <summary>Null where the options hold credentials.</summary>
    public static StorageSource? Parse(string json)
    {
        var options = new Dictionary<string, string>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            Flatten(document.RootElement, "", options);
        }
        catch (JsonException e)
        {
            throw new ImageHeaderException($"its backing file 'json:{json}' is no valid JSON: {e.Message}");
        }

        string prefix = "";
        StorageSlice? slice = null;
        StorageFormat? format = null;
        while (HasChildren(options, prefix + "file."))
        {
            if (Value(options, prefix, "driver") is { } layer)
            {
                if (layer == "raw" && (Value(options, prefix, "offset") ?? Value(options, prefix, "size")) is not null)
                {
                    slice = new StorageSlice { Offset = Number(options, prefix, "offset"), Size = Number(options, prefix, "size") };
                }
                else if (StorageFormatNames.All.TryParse(layer, out StorageFormat known) && layer != "raw")
                {
                    format = known;
                }
            }

            prefix += "file.";
        }

        StorageSource? source = Protocol(options, prefix, json);
        if (source is not null)
        {
            source.Slice = slice;
            source.Format = format ?? source.Format;
        }

        return source;
    }

    private static StorageSource? Protocol(Dictionary<string, string> options, string prefix, string json)
    {
        string? driver = Value(options, prefix, "driver");
        string? file = Value(options, prefix, "filename");
        switch (driver)
        {
            case null when file is not null:
                return BackingString.Parse(file, new StorageSource());
            case "file" or "host_device" or "host_cdrom":
                return BackingString.Local(file ?? throw Missing(json, "filename"));
            case "http" or "https" or "ftp" or "ftps" or "tftp":
                return Curl(options, prefix, json);
            case "gluster":
                return Gluster(options, prefix, json);
            case "iscsi":
                return Iscsi(options, prefix, json);
            case "nbd":
                return Nbd(options, prefix);
            case "ssh":
                return Ssh(options, prefix, json);
            case "rbd":
                return Rbd(options, prefix, json);
            case "nfs":
                return Nfs(options, prefix, json);
            case "nvme":
                return Nvme(options, prefix, json);
            case "sheepdog" or "vxhs":
                return new StorageSource
                {
                    Type = StorageType.Network,
                    Protocol = driver == "vxhs" ? StorageProtocol.Vxhs : StorageProtocol.Sheepdog,
                    Path = Value(options, prefix, "vdisk-id") ?? Value(options, prefix, "vdi"),
                };
            default:
                throw new ImageHeaderException($"its backing file 'json:{json}' has the driver '{driver}', which is not known");
        }
    }

    private static StorageSource? Curl(Dictionary<string, string> options, string prefix, string json)
    {
        if ((Value(options, prefix, "username") ?? Value(options, prefix, "password-secret") ?? Value(options, prefix, "cookie")) is not null)
        {
            return null;
        }

        StorageSource? source = BackingString.FromUri(Value(options, prefix, "url") ?? throw Missing(json, "url"));
        if (source is not null)
        {
            source.SslVerify = Value(options, prefix, "sslverify") switch { null => null, "true" or "on" => true, _ => false };
            source.Readahead = Number(options, prefix, "readahead");
            source.TimeoutSeconds = Number(options, prefix, "timeout");
        }

        return source;
    }

    private static StorageSource? Gluster(Dictionary<string, string> options, string prefix, string json)
    {
        if ((Value(options, prefix, "uri") ?? Value(options, prefix, "filename")) is { } uri)
        {
            return BackingString.FromUri(uri);
        }

        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Gluster,
            NetworkVolume = Value(options, prefix, "volume") ?? throw Missing(json, "volume"),
            Path = (Value(options, prefix, "path") ?? throw Missing(json, "path")).TrimStart('/'),
        };
        AddServers(options, prefix, source);
        return source;
    }

    private static StorageSource? Iscsi(Dictionary<string, string> options, string prefix, string json)
    {
        if (Value(options, prefix, "filename") is { } uri)
        {
            return BackingString.FromUri(uri);
        }

        if (Value(options, prefix, "user") is not null)
        {
            return null;
        }

        string portal = Value(options, prefix, "portal") ?? throw Missing(json, "portal");
        string target = Value(options, prefix, "target") ?? throw Missing(json, "target");
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
            Path = $"{target}/{Number(options, prefix, "lun").ToString(CultureInfo.InvariantCulture)}",
            InitiatorIqn = Value(options, prefix, "initiator-name"),
        };
        source.Hosts.Add(host);
        return source;
    }

    private static StorageSource Nbd(Dictionary<string, string> options, string prefix)
    {
        var source = new StorageSource { Type = StorageType.Network, Protocol = StorageProtocol.Nbd, Path = Value(options, prefix, "export") };
        if (Value(options, prefix, "path") is { } socket)
        {
            source.Hosts.Add(new StorageHost { Transport = StorageTransport.Unix, Socket = socket });
        }
        else if (Value(options, prefix, "host") is { } name)
        {
            source.Hosts.Add(new StorageHost { Name = name, Port = (uint)Number(options, prefix, "port") is var port and > 0 ? port : 10809 });
        }
        else
        {
            AddServers(options, prefix, source);
        }

        return source;
    }

    private static StorageSource Ssh(Dictionary<string, string> options, string prefix, string json)
    {
        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Ssh,
            Path = Value(options, prefix, "path") ?? throw Missing(json, "path"),
            SshUser = Value(options, prefix, "user"),
            SshHostKeyCheckDisabled = Value(options, prefix, "host_key_check") == "no" || Value(options, prefix, "host-key-check.mode") == "none",
        };
        AddServer(options, prefix, source, 22);
        return source;
    }

    private static StorageSource? Rbd(Dictionary<string, string> options, string prefix, string json)
    {
        if (Value(options, prefix, "filename") is { } text)
        {
            return BackingString.Parse(text, new StorageSource());
        }

        if (Value(options, prefix, "user") is not null)
        {
            return null;
        }

        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Rbd,
            NetworkVolume = Value(options, prefix, "pool") ?? throw Missing(json, "pool"),
            Path = Value(options, prefix, "image") ?? throw Missing(json, "image"),
            SnapshotName = Value(options, prefix, "snapshot"),
            ConfigFile = Value(options, prefix, "conf"),
        };
        AddServers(options, prefix, source);
        return source;
    }

    private static StorageSource Nfs(Dictionary<string, string> options, string prefix, string json)
    {
        var source = new StorageSource
        {
            Type = StorageType.Network,
            Protocol = StorageProtocol.Nfs,
            Path = Value(options, prefix, "path") ?? throw Missing(json, "path"),
            NfsUser = Value(options, prefix, "user") is { } user ? "+" + user : null,
            NfsGroup = Value(options, prefix, "group") is { } group ? "+" + group : null,
        };
        source.Hosts.Add(new StorageHost { Name = Value(options, prefix, "server.host") ?? throw Missing(json, "server.host") });
        return source;
    }

    private static StorageSource Nvme(Dictionary<string, string> options, string prefix, string json)
    {
        string device = Value(options, prefix, "device") ?? throw Missing(json, "device");
        string[] parts = device.Split(':', '.');
        uint[] numbers = new uint[4];
        for (int i = 0; i < 4; i++)
        {
            if (parts.Length != 4 || !uint.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out numbers[i]))
            {
                throw new ImageHeaderException($"its backing file 'json:{json}' names no PCI device: DDDD:BB:SS.F would be right");
            }
        }

        return new StorageSource
        {
            Type = StorageType.Nvme,
            Nvme = new StorageNvme
            {
                Managed = true,
                Namespace = Number(options, prefix, "namespace"),
                Address = new PciAddress { Domain = numbers[0], Bus = numbers[1], Slot = numbers[2], Function = numbers[3] },
            },
        };
    }

    private static void AddServer(Dictionary<string, string> options, string prefix, StorageSource source, uint defaultPort)
    {
        string server = Value(options, prefix, "server.host") is null ? "" : "server.";
        source.Hosts.Add(new StorageHost
        {
            Name = Value(options, prefix, server + "host"),
            Port = (uint)Number(options, prefix, server + "port") is var port and > 0 ? port : defaultPort,
        });
    }

    /// <summary><c>server</c> as one object or as a list.</summary>
    private static void AddServers(Dictionary<string, string> options, string prefix, StorageSource source)
    {
        if (HasChildren(options, prefix + "server.0."))
        {
            for (int i = 0; HasChildren(options, $"{prefix}server.{i}."); i++)
            {
                source.Hosts.Add(Server(options, $"{prefix}server.{i}."));
            }
        }
        else if (HasChildren(options, prefix + "server."))
        {
            source.Hosts.Add(Server(options, prefix + "server."));
        }
    }

    private static StorageHost Server(Dictionary<string, string> options, string prefix)
    {
        if (Value(options, prefix, "type") == "unix")
        {
            return new StorageHost { Transport = StorageTransport.Unix, Socket = Value(options, prefix, "path") ?? Value(options, prefix, "socket") };
        }

        return new StorageHost { Name = Value(options, prefix, "host"), Port = (uint)Number(options, prefix, "port") };
    }

    private static void Flatten(JsonElement element, string key, Dictionary<string, string> options)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Flatten(property.Value, key.Length == 0 ? property.Name : key + "." + property.Name, options);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Flatten(item, $"{key}.{index++}", options);
                }

                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.True:
                options[key] = "true";
                break;
            case JsonValueKind.False:
                options[key] = "false";
                break;
            default:
                options[key] = element.ToString();
                break;
        }
    }

    private static bool HasChildren(Dictionary<string, string> options, string prefix)
    {
        foreach (string key in options.Keys)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Value(Dictionary<string, string> options, string prefix, string key) => options.GetValueOrDefault(prefix + key);

    private static ulong Number(Dictionary<string, string> options, string prefix, string key) =>
        ulong.TryParse(Value(options, prefix, key), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : 0;

    private static ImageHeaderException Missing(string json, string key) => new($"its backing file 'json:{json}' does not say '{key}'");
}
