using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>A &lt;source protocol=…&gt; (rules: storage.md 17.1).</summary>
internal static class NetworkSourceReader
{
    public static void Read(XmlCursor cursor, StorageSource source)
    {
        StorageProtocol protocol = cursor.RequiredEnum("protocol", StorageProtocol.Names);
        source.Protocol = protocol;
        source.Tls = cursor.YesNo("tls");
        source.TlsHostname = cursor.NonEmpty("tlsHostname");
        source.IsTlsFromConfig = StatusDataReader.IsTlsFromConfig(cursor);
        SetName(cursor, source, cursor.Text("name"));
        bool http = protocol is StorageProtocol.Http or StorageProtocol.Https;
        source.Query = cursor.NonEmpty("query") is { } query && Takes(http, "query", cursor, protocol) ? query : null;
        Hosts(cursor, source);
        source.SnapshotName = cursor.Child("snapshot")?.NonEmpty("name");
        source.ConfigFile = cursor.Child("config")?.NonEmpty("file");
        source.InitiatorIqn = cursor.Child("initiator")?.Child("iqn")?.NonEmpty("name");
        Curl(cursor, source, protocol, http);
        if (cursor.Since("9.2").Child("reconnect") is { } reconnect && reconnect.UInt("delay") is { } delay
            && Takes(protocol == StorageProtocol.Nbd, "<reconnect>", reconnect, protocol))
        {
            source.ReconnectDelaySeconds = delay;
        }

        Identity(cursor, source);
    }

    /// <summary>Options of the protocols that QEMU speaks through libcurl.</summary>
    private static void Curl(XmlCursor cursor, StorageSource source, StorageProtocol protocol, bool http)
    {
        bool curl = http || protocol is StorageProtocol.Ftp or StorageProtocol.Ftps;
        if (cursor.Child("ssl") is { } ssl && ssl.YesNo("verify") is { } verify
            && Takes(protocol is StorageProtocol.Https or StorageProtocol.Ftps, "<ssl>", ssl, protocol))
        {
            source.SslVerify = verify;
        }

        if (cursor.Child("cookies") is { } cookies)
        {
            List<StorageCookie> list = [];
            foreach (XmlCursor cookie in cookies.Children("cookie"))
            {
                string name = cookie.RequiredText("name");
                list.Add(new StorageCookie
                {
                    Name = name,
                    Value = cookie.Content.Length > 0 ? cookie.Content : throw cookie.Error($"missing value for cookie '{name}'"),
                });
            }

            if (Takes(http, "<cookies>", cookies, protocol))
            {
                source.Cookies.AddRange(list);
            }
        }

        if (cursor.Child("readahead") is { } readahead && readahead.ULong("size") is { } size && Takes(curl, "<readahead>", readahead, protocol))
        {
            source.Readahead = size;
        }

        if (cursor.Child("timeout") is { } timeout && timeout.ULong("seconds") is { } seconds && Takes(curl, "<timeout>", timeout, protocol))
        {
            source.TimeoutSeconds = seconds;
        }
    }

    /// <summary>libvirt reads over options of other protocols without a word; here a warning says so.</summary>
    private static bool Takes(bool takes, string what, XmlCursor cursor, StorageProtocol protocol)
    {
        if (!takes)
        {
            cursor.Context.Ignored($"{what} means nothing with protocol '{StorageProtocol.Names[protocol]}'", cursor.Position);
        }

        return takes;
    }

    /// <summary>Sets name of a network source; gluster and rbd names fall into volume and path (completion.md 6.1).</summary>
    public static void SetName(XmlCursor cursor, StorageSource source, string? name)
    {
        if (name is null)
        {
            if (source.Protocol != StorageProtocol.Nbd)
            {
                throw cursor.Error($"a source of protocol '{StorageProtocol.Names[source.Protocol!.Value]}' needs the attribute 'name'");
            }

            return;
        }

        if (source.Protocol is not (StorageProtocol.Gluster or StorageProtocol.Rbd))
        {
            // an empty name is taken, and is none (black box: libvirt 11.3)
            source.Path = name.Length == 0 ? null : name;
            return;
        }

        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == name.Length - 1)
        {
            throw cursor.Error(
                $"path '{name}' can't be split into pool name and image name, or volume and path, as protocol "
                + $"'{StorageProtocol.Names[source.Protocol.Value]}' needs it: a slash between them would be right");
        }

        source.NetworkVolume = name[..slash];
        source.Path = name[(slash + 1)..];
        if (source.Protocol == StorageProtocol.Rbd && cursor.Knows("11.6") && source.Path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var second)
        {
            if (second == 0 || second == source.Path.Length - 1)
            {
                throw cursor.Error($"failed to split path '{name}' into 'pool/image' or 'pool/namespace/image' components");
            }

            source.RbdNamespace = source.Path[..second];
            source.Path = source.Path[(second + 1)..];
        }
    }

    /// <summary>All &lt;host&gt; children.</summary>
    public static void Hosts(XmlCursor cursor, StorageSource source)
    {
        foreach (XmlCursor child in cursor.Children("host"))
        {
            var host = new StorageHost { Transport = child.Enum("transport", StorageTransport.Names) ?? StorageTransport.Tcp };
            string? socket = child.NonEmpty("socket");
            host.Name = child.Text("name");
            uint port = child.UInt("port") ?? 0;
            host.Port = port <= ushort.MaxValue ? port : throw child.Error($"port '{port}' out of range: at most 65535 would be right");
            if (host.Transport == StorageTransport.Unix)
            {
                host.Socket = socket ?? throw child.Error("a host with transport='unix' needs the attribute 'socket'");
                if (host.Name is { Length: > 0 } || port != 0)
                {
                    child.Context.Ignored("a host with transport='unix' has neither name nor port", child.Position);
                    host.Port = 0;
                }

                host.Name = null;
            }
            else if (socket is not null)
            {
                throw child.Error("'socket' goes only with transport='unix'");
            }
            else if (host.Name is null)
            {
                throw child.Error("<host> needs the attribute 'name'");
            }

            source.Hosts.Add(host);
        }
    }

    private static void Identity(XmlCursor cursor, StorageSource source)
    {
        if (cursor.Since("9.8").Child("knownHosts") is { } known)
        {
            if (Takes(source.Protocol == StorageProtocol.Ssh, "<knownHosts>", known, source.Protocol!.Value))
            {
                source.SshKnownHosts = known.RequiredText("path");
            }
            else
            {
                known.TakeAnything();
            }
        }

        if ((source.Protocol == StorageProtocol.Nfs ? cursor : cursor.Since("9.8")).Child("identity") is not { } identity)
        {
            return;
        }

        if (source.Protocol == StorageProtocol.Nfs)
        {
            source.NfsUser = identity.NonEmpty("user");
            source.NfsGroup = identity.NonEmpty("group");
        }
        else if (source.Protocol == StorageProtocol.Ssh)
        {
            source.SshUser = identity.RequiredText("username");
            source.SshKeyFile = identity.NonEmpty("keyfile");
            source.SshAgentSocket = identity.NonEmpty("agentsock");
            if (source.SshKeyFile is null && source.SshAgentSocket is null)
            {
                throw identity.Error("<identity> of an ssh source needs 'keyfile' or 'agentsock'");
            }
        }
    }
}
