using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Storage;

/// <summary>What a storage node needs to reach its image: driver and protocol keys (storage.md 4).</summary>
internal static class ProtocolProperties
{
    public static PropertyBag Of(ImageNode image, TranslationContext context)
    {
        StorageSource source = image.Source;
        if (image.NbdkitSocket is { } socket)
        {
            return Driver("nbd").Add("server", new PropertyBag().Add("type", "unix").Add("path", socket));
        }

        return source.Type switch
        {
            StorageType.File => Local(image, "file"),
            StorageType.Block => Local(image, image.IsHostCdrom ? "host_cdrom" : "host_device"),
            StorageType.Dir => Driver("vvfat").Add("dir", source.Path).Add("floppy", image.IsFloppy).Add("rw", !image.ReadOnly),
            StorageType.Nvme => NvmeController(source.Nvme!),
            StorageType.VhostVdpa => Driver("virtio-blk-vhost-vdpa").Add("path", FdSetPath(image)),
            StorageType.Network => Network(image, context),
            _ => throw DomainException.Internal($"a source of type '{StorageType.Names[source.Type]}' has no block node", source.Position),
        };
    }

    /// <summary>
    /// Only what names the image, without secrets, credentials and tuning: what an image can write about the one below it, and what a new image is created by
    /// (guest-state.md 3.3). HTTP cookies are in the clear, as libvirt writes them.
    /// </summary>
    public static PropertyBag OfTarget(ImageNode image, IHostFacts host)
    {
        StorageSource source = image.Source;
        return source.Type switch
        {
            StorageType.File => Driver("file").Add("filename", source.Path),
            StorageType.Block => Driver(image.IsHostCdrom ? "host_cdrom" : "host_device").Add("filename", source.Path),
            StorageType.Dir => Driver("vvfat").Add("dir", source.Path).Add("floppy", image.IsFloppy),
            StorageType.Nvme => NvmeController(source.Nvme!),
            StorageType.Network => source.Protocol switch
            {
                StorageProtocol.Nbd => Driver("nbd").Add("server", Socket(OnlyHost(source, "nbd"))).Add("export", source.Path),
                StorageProtocol.Rbd => RbdImage(source),
                StorageProtocol.Iscsi => IscsiTarget(source).Add("initiator-name", source.InitiatorIqn),
                StorageProtocol.Http or StorageProtocol.Https or StorageProtocol.Ftp or StorageProtocol.Ftps => Driver(Word(source.Protocol))
                    .Add("url", Url(source)).Add("sslverify", source.SslVerify).Add("cookie", ImagePreparation.CookieText(source))
                    .AddPositive("timeout", source.TimeoutSeconds).AddPositive("readahead", source.Readahead),
                StorageProtocol.Gluster => GlusterVolume(source),
                StorageProtocol.Ssh => Ssh(source),
                StorageProtocol.Nfs => Nfs(source, host),
                var protocol => throw DomainException.Unsupported($"'{Word(protocol)}' protocol is not supported with this QEMU binary", source.Position),
            },
            _ => throw DomainException.Internal($"a source of type '{StorageType.Names[source.Type]}' has no block node", source.Position),
        };
    }

    /// <summary>DDDD:BB:SS.F in hexadecimal.</summary>
    public static string HostAddress(PciAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}");

    private static PropertyBag Driver(string name) => new PropertyBag().Add("driver", name);

    private static PropertyBag NvmeController(StorageNvme nvme) => Driver("nvme").Add("device", HostAddress(nvme.Address)).Add("namespace", nvme.Namespace);

    private static string FdSetPath(ImageNode image) => "/dev/fdset/" + image.FdSet.ToString(CultureInfo.InvariantCulture);

    private static PropertyBag Local(ImageNode image, string driver)
    {
        string path = (image.FdGroup is null ? image.Source.Path : FdSetPath(image))
            ?? throw DomainException.Internal("a file or block source needs a path: <source file=…/> or <source dev=…/>", image.Source.Position);
        return Driver(driver)
            .Add("filename", path)
            .Add("aio", image.Io is null or DiskIo.Default ? null : DiskIo.Names[image.Io.Value])
            .Add("pr-manager", image.PrManager);
    }

    private static PropertyBag Network(ImageNode image, TranslationContext context) => image.Source.Protocol switch
    {
        StorageProtocol.Nbd => Nbd(image),
        StorageProtocol.Rbd => Rbd(image),
        StorageProtocol.Iscsi => Iscsi(image),
        StorageProtocol.Http or StorageProtocol.Https or StorageProtocol.Ftp or StorageProtocol.Ftps => Curl(image),
        StorageProtocol.Gluster => Gluster(image.Source, context.Settings.GlusterDebugLevel),
        StorageProtocol.Ssh => Ssh(image.Source),
        StorageProtocol.Nfs => Nfs(image.Source, context.Host),
        var protocol => throw DomainException.Unsupported($"'{Word(protocol)}' protocol is not supported with this QEMU binary", image.Source.Position),
    };

    private static PropertyBag Nbd(ImageNode image) => Driver("nbd")
        .Add("server", Socket(OnlyHost(image.Source, "nbd")))
        .Add("export", image.Source.Path)
        .Add("tls-creds", image.Tls?.Id)
        .Add("tls-hostname", image.Source.TlsHostname)
        .AddPositive("reconnect-delay", image.Source.ReconnectDelaySeconds);

    private static PropertyBag Rbd(ImageNode image)
    {
        StorageSource source = image.Source;
        PropertyBag bag = RbdImage(source).Add("encrypt", RbdEncryption(image));
        if (source.Auth is { } auth)
        {
            bag.Add("user", auth.Username);
            bag.AddArray("auth-client-required", [new TextProperty("cephx"), new TextProperty("none")]);
            bag.Add("key-secret", image.AuthSecret?.Id);
        }

        return bag;
    }

    private static PropertyBag RbdImage(StorageSource source)
    {
        PropertyBag bag = Driver("rbd").Add("pool", source.NetworkVolume).Add("namespace", source.RbdNamespace).Add("image", source.Path)
            .Add("snapshot", source.SnapshotName).Add("conf", source.ConfigFile);
        return source.Hosts.Count > 0 ? bag.AddArray("server", source.Hosts.Select(host => (PropertyValue)new ObjectProperty(Inet(host, source)))) : bag;
    }

    /// <summary>librbd decrypts; several secrets nest, the first one outermost.</summary>
    private static PropertyBag? RbdEncryption(ImageNode image)
    {
        if (image.Source.Encryption is not { Engine: EncryptionEngine.Librbd } encryption)
        {
            return null;
        }

        PropertyBag? bag = null;
        for (int i = image.EncryptionSecrets.Count - 1; i >= 0; i--)
        {
            bag = new PropertyBag()
                .Add("format", EncryptionFormat.Names[encryption.Format]).Add("key-secret", image.EncryptionSecrets[i].Id).Add("parent", bag);
        }

        return bag;
    }

    private static PropertyBag Iscsi(ImageNode image) => IscsiTarget(image.Source)
        .Add("user", image.Source.Auth?.Username)
        .Add("password-secret", image.AuthSecret?.Id)
        .Add("initiator-name", image.Source.InitiatorIqn);

    private static PropertyBag IscsiTarget(StorageSource source)
    {
        StorageHost host = OnlyHost(source, "iSCSI");
        string path = source.Path ?? "";
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        string target = slash < 0 ? path : path[..slash];
        string lunText = slash < 0 ? "0" : path[(slash + 1)..];
        if (!uint.TryParse(lunText, NumberStyles.None, CultureInfo.InvariantCulture, out uint lun))
        {
            throw DomainException.Internal($"failed to parse target for lunText '{lunText}': a number would be right", source.Position);
        }

        string name = host.Name ?? "";
        string portal = name.Contains(':', StringComparison.Ordinal) ? $"[{name}]:{PortOf(host)}" : $"{name}:{PortOf(host)}";
        return Driver("iscsi")
            .Add("portal", portal)
            .Add("target", target)
            .Add("lun", lun)
            .Add("transport", "tcp");
    }

    private static PropertyBag Curl(ImageNode image)
    {
        StorageSource source = image.Source;
        string protocol = Word(source.Protocol);
        return Driver(protocol)
            .Add("url", Url(source))
            .Add("username", source.Auth?.Username)
            .Add("password-secret", image.AuthSecret?.Id)
            .Add("sslverify", source.SslVerify)
            .Add("cookie-secret", image.CookieSecret?.Id)
            .AddPositive("timeout", source.TimeoutSeconds)
            .AddPositive("readahead", source.Readahead);
    }

    private static PropertyBag Gluster(StorageSource source, int debugLevel) => GlusterVolume(source).Add("debug", debugLevel);

    private static PropertyBag GlusterVolume(StorageSource source) => Driver("gluster")
        .Add("volume", source.NetworkVolume)
        .Add("path", source.Path)
        .AddArray("server", source.Hosts.Select(host => (PropertyValue)new ObjectProperty(Socket(host))));

    private static PropertyBag Ssh(StorageSource source) => Driver("ssh")
        .Add("path", source.Path)
        .Add("server", Inet(OnlyHost(source, "ssh"), source))
        .Add("user", source.Auth?.Username ?? source.SshUser)
        .Add("host-key-check", source.SshHostKeyCheckDisabled ? new PropertyBag().Add("mode", "none") : null);

    private static PropertyBag Nfs(StorageSource source, IHostFacts host) => Driver("nfs")
        .Add("server", new PropertyBag().Add("host", OnlyHost(source, "nfs").Name).Add("type", "inet"))
        .Add("path", source.Path)
        .Add("user", Id(source.NfsUser, host.UserId, source))
        .Add("group", Id(source.NfsGroup, host.GroupId, source));

    /// <summary>The number behind a user's or group's name; +N is a number already, N is one where nobody has that name.</summary>
    private static uint? Id(string? name, Func<string, uint?> lookUp, StorageSource source)
    {
        if (name is null)
        {
            return null;
        }

        bool isNumber = name.StartsWith('+');
        if (!isNumber && lookUp(name) is { } id)
        {
            return id;
        }

        return uint.TryParse(name.AsSpan(isNumber ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? number : throw DomainException.Internal($"the host knows no user or group '{name}'", source.Position);
    }

    private static StorageHost OnlyHost(StorageSource source, string protocol) =>
        source.Hosts.Count == 1 ? source.Hosts[0] : throw DomainException.Internal($"{protocol} protocol accepts only one host", source.Position);

    /// <summary>A TCP or unix server.</summary>
    private static PropertyBag Socket(StorageHost host) => host.Transport switch
    {
        StorageTransport.Tcp => new PropertyBag().Add("type", "inet").Add("host", host.Name).Add("port", PortOf(host)),
        StorageTransport.Unix => new PropertyBag().Add("type", "unix").Add("path", host.Socket),
        _ => throw DomainException.Internal("transport protocol 'rdma' is not yet supported"),
    };

    /// <summary>A server that can only be reached over TCP.</summary>
    private static PropertyBag Inet(StorageHost host, StorageSource source) => host.Transport == StorageTransport.Tcp
        ? new PropertyBag().Add("host", host.Name).Add("port", PortOf(host))
        : throw DomainException.Internal($"only TCP transport is supported with protocol '{Word(source.Protocol)}'", source.Position);

    private static string PortOf(StorageHost host) => host.Port.ToString(CultureInfo.InvariantCulture);

    private static string Word(StorageProtocol? protocol) => StorageProtocol.Names.Of(protocol) ?? "";

    /// <summary>proto://host:port/path[?query] with the path percent-encoded.</summary>
    public static string Url(StorageSource source)
    {
        StorageHost host = OnlyHost(source, Word(source.Protocol));
        var url = new StringBuilder();
        url.Append(Word(source.Protocol));
        if (host.Transport == StorageTransport.Tcp)
        {
            string name = host.Name ?? "";
            bool isIpv6 = name.Contains(':', StringComparison.Ordinal);
            url.Append("://").Append(isIpv6 ? "[" : "").Append(name).Append(isIpv6 ? "]" : "").Append(':').Append(PortOf(host));
        }
        else
        {
            url.Append('+').Append(StorageTransport.Names[host.Transport]).Append("://");
        }

        string path = source.Path ?? "";
        if (!path.StartsWith('/'))
        {
            url.Append('/');
        }

        foreach (byte b in Encoding.UTF8.GetBytes(path))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || "-_.!~*'()/;@&=+$,".Contains((char)b, StringComparison.Ordinal))
            {
                url.Append((char)b);
            }
            else
            {
                url.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        if (source.Query is { } query)
        {
            url.Append('?').Append(query);
        }

        return url.ToString();
    }
}
