using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;source&gt; of a disk, backing store, data store or nvram, as libvirt prints it.</summary>
internal static class StorageSourceWriter
{
    /// <summary>
    /// Puts out &lt;source&gt;; <paramref name="withAuth"/> and <paramref name="withEncryption"/> say whether those children belong here (a disk may hold
    /// them itself), <paramref name="isBacking"/> that the number of its nodes stands elsewhere. Nothing is put out where the element would be empty, unless
    /// <paramref name="evenIfEmpty"/>.
    /// </summary>
    public static void Write(
        XmlOutput xml,
        StorageSource source,
        DiskStartupPolicy? startupPolicy = null,
        bool withAuth = true,
        bool withEncryption = true,
        bool evenIfEmpty = false,
        string element = "source",
        bool isBacking = false)
    {
        if (evenIfEmpty)
        {
            xml.Open(element);
            WriteInner(xml, source, startupPolicy, withAuth, withEncryption, isBacking);
            xml.Close();
        }
        else
        {
            xml.Group(element, x => WriteInner(x, source, startupPolicy, withAuth, withEncryption, isBacking));
        }
    }

    /// <summary>The number of a running guest's block nodes, into the start tag at hand; libvirt shows it with <c>--inactive</c> too.</summary>
    public static XmlOutput WriteIndex(XmlOutput xml, StorageSource source) => xml.Attr("index", source.Index != 0 ? source.Index : null);

    public static void WriteAuth(XmlOutput xml, StorageAuth? auth)
    {
        if (auth is not null)
        {
            xml.Open("auth").Attr("username", auth.Username);
            WriteSecret(xml, auth.Secret);
            xml.Close();
        }
    }

    public static void WriteEncryption(XmlOutput xml, StorageEncryption? encryption)
    {
        if (encryption is null)
        {
            return;
        }

        xml.Open("encryption").Attr("format", EncryptionFormat.Names[encryption.Format]).Attr("engine", encryption.Engine, EncryptionEngine.Names);
        foreach (SecretReference secret in encryption.Secrets)
        {
            WriteSecret(xml, secret);
        }

        if (encryption.Cipher is { } cipher)
        {
            xml.Open("cipher").Attr("name", cipher.Name).Attr("size", cipher.Size).Attr("mode", cipher.Mode).Attr("hash", cipher.Hash).Close();
            if (cipher.IvgenName is { } ivgen)
            {
                xml.Open("ivgen").Attr("name", ivgen).Attr("hash", cipher.IvgenHash).Close();
            }
        }

        xml.CloseEmptyBlock();
    }

    public static void WriteHosts(XmlOutput xml, StorageSource source)
    {
        foreach (StorageHost host in source.Hosts)
        {
            xml.Open("host").Attr("name", host.Name);
            if (host.Port != 0)
            {
                xml.Attr("port", host.Port);
            }

            if (host.Transport != StorageTransport.Tcp)
            {
                xml.Attr("transport", StorageTransport.Names[host.Transport]);
            }

            xml.Attr("socket", host.Socket).Close();
        }
    }

    public static void WriteInitiator(XmlOutput xml, string? iqn)
    {
        if (iqn is not null)
        {
            xml.Open("initiator").Open("iqn").Attr("name", iqn).Close().Close();
        }
    }

    public static void WriteMetadataCache(XmlOutput xml, ulong maxSize)
    {
        if (maxSize != 0)
        {
            xml.Open("metadata_cache").Open("max_size").Attr("unit", "bytes").CloseWith(maxSize).Close();
        }
    }

    /// <summary>The attributes of a PCI address of the host, as an &lt;address&gt; element.</summary>
    public static void WriteHostPci(XmlOutput xml, PciAddress address) =>
        xml.Open("address").Hex("domain", address.Domain, 4).Hex("bus", address.Bus, 2).Hex("slot", address.Slot, 2).Hex("function", address.Function, 1)
            .Close();

    /// <summary>The name attribute of a network source.</summary>
    public static string? NetworkName(StorageSource source) =>
        source.NetworkVolume is { } volume ? $"{volume}/{(source.RbdNamespace is { } name ? name + "/" : "")}{source.Path}" : source.Path;

    private static void WriteInner(XmlOutput xml, StorageSource source, DiskStartupPolicy? startupPolicy, bool withAuth, bool withEncryption, bool isBacking)
    {
        WriteLocation(xml, source);
        xml.Attr("startupPolicy", startupPolicy, DiskStartupPolicy.Names);
        if (!isBacking)
        {
            WriteIndex(xml, source);
        }

        WriteChildren(xml, source, withAuth, withEncryption);
    }

    private static void WriteLocation(XmlOutput xml, StorageSource source)
    {
        switch (source.Type)
        {
            case StorageType.File:
                xml.Attr("file", source.Path).Attr("fdgroup", source.FdGroup);
                break;
            case StorageType.Block:
                xml.Attr("dev", source.Path).Attr("fdgroup", source.FdGroup);
                break;
            case StorageType.Dir:
                xml.Attr("dir", source.Path);
                break;
            case StorageType.Network:
                xml.Attr("protocol", source.Protocol, StorageProtocol.Names).Attr("name", NetworkName(source)).Attr("query", source.Query);
                xml.YesNo("tls", source.Tls).Attr("tlsHostname", source.TlsHostname);
                xml.Attr("tlsFromConfig", !xml.IsStatus ? null : source.IsTlsFromConfig ? "1" : "0");
                break;
            case StorageType.Volume when source.PoolVolume is { } pool:
                xml.Attr("pool", pool.Pool).Attr("volume", pool.Volume).Attr("mode", pool.Mode, PoolVolumeMode.Names);
                if (xml.IsStatus && source.Resolved is { } resolved)
                {
                    WriteLocation(xml.Attr("actualType", StorageType.Names[resolved.Type]), resolved);
                }

                break;
            case StorageType.Nvme when source.Nvme is { } nvme:
                xml.Attr("type", "pci").YesNo("managed", nvme.Managed).Attr("namespace", nvme.Namespace);
                break;
            case StorageType.VhostUser:
                xml.Attr("type", "unix").Attr("path", source.Path);
                break;
            case StorageType.VhostVdpa:
                xml.Attr("dev", source.Path);
                break;
        }
    }

    private static void WriteChildren(XmlOutput xml, StorageSource source, bool withAuth, bool withEncryption)
    {
        WriteTypeChildren(xml, source);
        if (source.Slice is { } slice)
        {
            xml.Open("slices").Open("slice").Attr("type", "storage").Attr("offset", slice.Offset).Attr("size", slice.Size).Close().Close();
        }

        foreach (DeviceSecLabel label in source.SecLabels)
        {
            DeviceSecLabelWriter.Write(xml, label);
        }

        if (withAuth)
        {
            WriteAuth(xml, source.Auth);
        }

        if (withEncryption)
        {
            WriteEncryption(xml, source.Encryption);
        }

        if (source.Reservations is { } reservations)
        {
            xml.Open("reservations").YesNo("managed", reservations.Managed).YesNo("migration", reservations.Migration);
            if (!reservations.Managed || (xml.IsLive && reservations.Path is not null))
            {
                xml.Open("source").Attr("type", "unix").Attr("path", reservations.Path).Attr("mode", "client").Close();
            }

            xml.Close();
        }

        if (source.DataStore is { } store)
        {
            xml.Open("dataStore").Attr("type", StorageType.Names[store.Type]);
            xml.Open("format").Attr("type", store.Format, StorageFormat.Names).Close();
            Write(xml, store, evenIfEmpty: true);
            xml.Close();
        }

        StoragePrivateWriter.Write(xml, source.Private);
    }

    private static void WriteTypeChildren(XmlOutput xml, StorageSource source)
    {
        WriteHosts(xml, source);
        if (source.ReconnectDelaySeconds != 0)
        {
            xml.Open("reconnect").Attr("delay", source.ReconnectDelaySeconds).Close();
        }

        if (source.SnapshotName is { } snapshot)
        {
            xml.Open("snapshot").Attr("name", snapshot).Close();
        }

        if (source.ConfigFile is { } config)
        {
            xml.Open("config").Attr("file", config).Close();
        }

        WriteInitiator(xml, source.InitiatorIqn);
        if (source.SslVerify is { } verify)
        {
            xml.Open("ssl").YesNo("verify", verify).Close();
        }

        if (source.Cookies.Count > 0)
        {
            xml.Open("cookies");
            foreach (StorageCookie cookie in source.Cookies)
            {
                xml.Open("cookie").Attr("name", cookie.Name).CloseWith(cookie.Value);
            }

            xml.Close();
        }

        if (source.Readahead != 0)
        {
            xml.Open("readahead").Attr("size", source.Readahead).Close();
        }

        if (source.TimeoutSeconds != 0)
        {
            xml.Open("timeout").Attr("seconds", source.TimeoutSeconds).Close();
        }

        if (source.Nvme is { } nvme)
        {
            WriteHostPci(xml, nvme.Address);
        }

        if (source.ReconnectEnabled is { } enabled)
        {
            xml.Open("reconnect").YesNo("enabled", enabled);
            if (enabled)
            {
                xml.Attr("timeout", source.ReconnectTimeoutSeconds);
            }

            xml.Close();
        }

        if (source.SshKnownHosts is { } known)
        {
            xml.Open("knownHosts").Attr("path", known).Close();
        }

        if (source.Protocol == StorageProtocol.Nfs && (source.NfsUser ?? source.NfsGroup) is not null)
        {
            xml.Open("identity").Attr("user", source.NfsUser).Attr("group", source.NfsGroup).Close();
        }
        else if (source.Protocol == StorageProtocol.Ssh && (source.SshUser ?? source.SshKeyFile ?? source.SshAgentSocket) is not null)
        {
            xml.Open("identity").Attr("username", source.SshUser).Attr("keyfile", source.SshKeyFile).Attr("agentsock", source.SshAgentSocket).Close();
        }
    }

    private static void WriteSecret(XmlOutput xml, SecretReference secret) =>
        xml.Open("secret").Attr("type", secret.Type).Attr("uuid", secret.Uuid?.ToString("D")).Attr("usage", secret.Usage).Close();
}
