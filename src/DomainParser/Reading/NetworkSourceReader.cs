using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>A &lt;source protocol=…&gt; (rules: storage.md 17.1).</summary>
internal static class NetworkSourceReader
{
    public static void Read(XmlCursor cursor, StorageSource source)
    {
        StorageProtocol protocol = cursor.RequiredEnum("protocol", StorageProtocolNames.All);
        source.Protocol = protocol;
        source.Tls = cursor.YesNo("tls");
        source.TlsHostname = cursor.NonEmpty("tlsHostname");
        SetName(cursor, source, cursor.NonEmpty("name"));
        source.Query = cursor.NonEmpty("query");
        Hosts(cursor, source);
        source.SnapshotName = cursor.Child("snapshot")?.NonEmpty("name");
        source.ConfigFile = cursor.Child("config")?.NonEmpty("file");
        if (cursor.Child("auth") is { } auth)
        {
            source.Auth = StorageSourceReader.Auth(auth);
        }

        if (cursor.Child("ssl") is { } ssl)
        {
            source.SslVerify = ssl.YesNo("verify");
        }

        foreach (XmlCursor cookie in cursor.Child("cookies")?.Children("cookie") ?? [])
        {
            source.Cookies.Add(new StorageCookie { Name = cookie.RequiredText("name"), Value = cookie.Content });
        }

        if (cursor.Child("readahead") is { } readahead)
        {
            source.Readahead = readahead.ULong("size") is { } size and > 0 ? size : throw readahead.Error("<readahead> needs 'size', in bytes and above 0");
        }

        if (cursor.Child("timeout") is { } timeout)
        {
            source.TimeoutSeconds = timeout.ULong("seconds") is { } seconds and > 0 ? seconds : throw timeout.Error("<timeout> needs 'seconds', above 0");
        }

        if (cursor.Child("reconnect") is { } reconnect)
        {
            source.ReconnectDelaySeconds = reconnect.UInt("delay") ?? throw reconnect.Error("<reconnect> of a network source needs the attribute 'delay'");
        }

        Identity(cursor, source);
    }

    /// <summary>Sets name of a network source; gluster and rbd names fall into volume and path (completion.md 6.1).</summary>
    public static void SetName(XmlCursor cursor, StorageSource source, string? name)
    {
        if (name is null)
        {
            if (source.Protocol != StorageProtocol.Nbd)
            {
                throw cursor.Error($"a source of protocol '{StorageProtocolNames.All[source.Protocol!.Value]}' needs the attribute 'name'");
            }

            return;
        }

        if (source.Protocol is not (StorageProtocol.Gluster or StorageProtocol.Rbd))
        {
            source.Path = name;
            return;
        }

        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == name.Length - 1)
        {
            throw cursor.Error($"'{name}' is no source of protocol '{StorageProtocolNames.All[source.Protocol.Value]}': volume or pool, a slash and the image would be right");
        }

        source.NetworkVolume = name[..slash];
        source.Path = name[(slash + 1)..];
    }

    /// <summary>All &lt;host&gt; children.</summary>
    public static void Hosts(XmlCursor cursor, StorageSource source)
    {
        foreach (XmlCursor child in cursor.Children("host"))
        {
            var host = new StorageHost { Transport = child.Enum("transport", StorageTransportNames.All) ?? StorageTransport.Tcp };
            string? socket = child.NonEmpty("socket");
            host.Name = child.NonEmpty("name");
            host.Port = child.NonEmpty("port") is null ? 0 : child.UInt("port") ?? 0;
            if (host.Transport == StorageTransport.Unix)
            {
                host.Socket = socket ?? throw child.Error("a host with transport='unix' needs the attribute 'socket'");
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
        if (cursor.Child("knownHosts") is { } known)
        {
            source.SshKnownHosts = known.NonEmpty("path");
        }

        if (cursor.Child("identity") is not { } identity)
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
            source.SshUser = identity.NonEmpty("username");
            source.SshKeyFile = identity.NonEmpty("keyfile");
            source.SshAgentSocket = identity.NonEmpty("agentsock");
            if (source.SshKeyFile is null && source.SshAgentSocket is null)
            {
                throw identity.Error("<identity> of an ssh source needs 'keyfile' or 'agentsock'");
            }
        }
    }
}
