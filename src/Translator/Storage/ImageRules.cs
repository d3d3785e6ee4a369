using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Storage;

/// <summary>What one image of a disk, or the variable store of a firmware, cannot be (storage.md 17.2 and 17.3).</summary>
internal static class ImageRules
{
    /// <summary>Rules that no QEMU changes.</summary>
    public static void CheckDefinition(StorageSource source)
    {
        Require(source.Protocol != StorageProtocol.Sheepdog, source, "'sheepdog' protocol is no longer supported by any hypervisor driver");
        Auth(source);
        if (source.Encryption is { Format: EncryptionFormat.Luks, Cipher: not null })
        {
            throw Refuse(source, "supplying <cipher> for domain disk definition is unnecessary");
        }

        if (source.DataStore is { } data)
        {
            Require(source.Format == StorageFormat.Qcow2, source, "<dataStore> feature available only with qcow2 images");
            Require(data.Format == StorageFormat.Raw, source, "only 'raw' images can be used as <dataStore>");
            Require(data.DataStore is null, source, "a <dataStore> can't have a <dataStore> of its own");
            Require(data.Slice is null, source, "slices are not supported with <dataStore>");
        }

        if (source.Type != StorageType.Network)
        {
            Require(source.SnapshotName is null, source, "<snapshot> element is currently supported only with 'rbd' disks");
            Require(source.ConfigFile is null, source, "<config> element is currently supported only with 'rbd' disks");
        }
    }

    /// <summary>Rules that depend on QEMU; <paramref name="disk"/> is null for the variable store of a firmware.</summary>
    public static void CheckForQemu(StorageSource source, Disk? disk, QemuCapabilities capabilities)
    {
        Format(source, disk);
        ProtocolOptions(source);
        Cookies(source);
        Require(source.Protocol != StorageProtocol.Tftp, source, "'tftp' protocol is not supported with this QEMU binary");
        if (source.Protocol == StorageProtocol.Nfs)
        {
            Require(
                source.Hosts is [{ Transport: StorageTransport.Tcp, Port: 0 }], source,
                "exactly one host is needed with protocol 'nfs', over TCP and without a port");
        }

        Require(source.MetadataCacheMaxSize == 0 || source.Format == StorageFormat.Qcow2, source,
            "metadata_cache_max_size is only supported with qcow2 images");
        Encryption(source, capabilities);
        if (source.TlsHostname is not null)
        {
            Require(source.Protocol == StorageProtocol.Nbd, source, "'tlsHostname' field is supported only with NBD disks");
            Require(capabilities.Has(Flags.BlockdevNbdTlsHostname), source, "'tlsHostname' field is not supported by this QEMU");
        }
    }

    private static void Auth(StorageSource source)
    {
        if (source.Auth is not { } auth || source.Type != StorageType.Network)
        {
            return;
        }

        if (source.Protocol is StorageProtocol.Nbd or StorageProtocol.Gluster or StorageProtocol.Tftp or StorageProtocol.Vxhs or StorageProtocol.Nfs)
        {
            throw Refuse(source, $"authentication is not supported for protocol '{StorageProtocol.Names.Of(source.Protocol)}'");
        }

        string? type = auth.Secret.Type;
        Require(type is "ceph" or "iscsi" or "volume" or "tls" or "vtpm", source, $"unknown secret type '{type ?? "<null>"}'");
        bool fits = source.Protocol switch
        {
            StorageProtocol.Iscsi => type == "iscsi",
            StorageProtocol.Rbd => type == "ceph",
            _ => true,
        };
        Require(fits, source, $"invalid secret type '{type}'");
    }

    private static void Format(StorageSource source, Disk? disk)
    {
        switch (source.Format)
        {
            case StorageFormat.Cow:
                throw Refuse(source, "'cow' storage format is not supported");
            case StorageFormat.Dir:
                throw Refuse(source, "'directory' storage format is not directly supported by QEMU, use 'dir' disk type instead");
            case StorageFormat.Iso:
                throw Refuse(source, "storage format 'iso' is not directly supported by QEMU, use 'raw' instead");
            case StorageFormat.Fat when source.Type is not (StorageType.Dir or StorageType.Volume):
                throw Refuse(source, "storage type 'dir' must be used with storage format 'fat'");
        }

        if (source.Type == StorageType.Dir)
        {
            Require(source.Format == StorageFormat.Fat, source, "storage type 'dir' requires use of storage format 'fat'");
            Require(disk?.ReadOnly == true, source, "virtual FAT storage can't be accessed in read-write mode");
        }
    }

    private static void ProtocolOptions(StorageSource source)
    {
        StorageProtocol? protocol = source.Protocol;
        bool http = protocol is StorageProtocol.Http or StorageProtocol.Https;
        bool curl = http || protocol is StorageProtocol.Ftp or StorageProtocol.Ftps;
        Require(
            source.Reservations is null || source.Type is StorageType.File or StorageType.Block or StorageType.Volume or StorageType.Network, source,
            "persistent reservations are not supported with this storage type");
        Require(source.SslVerify is null || protocol is StorageProtocol.Https or StorageProtocol.Ftps, source,
            "ssl verification is supported only with HTTPS/FTPS protocol");
        Require(source.Cookies.Count == 0 || http, source, "http cookies are supported only with HTTP(S) protocol");
        Require(source.Readahead == 0 || curl, source, "readahead is supported only with HTTP(S)/FTP(s) protocols");
        Require(source.TimeoutSeconds == 0 || curl, source, "timeout is supported only with HTTP(S)/FTP(s) protocols");
        Require(source.ReconnectDelaySeconds == 0 || protocol == StorageProtocol.Nbd, source, "reconnect delay is supported only with NBD protocol");
        Require(source.Query is null || http, source, "query is supported only with HTTP(S) protocols");
    }

    private static void Cookies(StorageSource source)
    {
        for (int i = 0; i < source.Cookies.Count; i++)
        {
            StorageCookie cookie = source.Cookies[i];
            Require(cookie.Name.Length > 0 && IsCookieText(cookie.Name, isName: true), source, $"cookie name '{cookie.Name}' contains invalid characters");
            Require(IsCookieText(CookieBody(cookie.Value), isName: false), source, $"value of cookie '{cookie.Name}' contains invalid characters");
            for (int j = 0; j < i; j++)
            {
                Require(source.Cookies[j].Name != cookie.Name, source, $"duplicate cookie '{cookie.Name}'");
            }
        }
    }

    /// <summary>A value may stand in double quotes.</summary>
    private static string CookieBody(string value) => value.Length >= 2 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value;

    private static bool IsCookieText(string text, bool isName)
    {
        const string NotInNames = "()<>@,;:\\\"/[]?={} \t";
        const string NotInValues = "\",;\\ \t";
        foreach (char c in text)
        {
            if (c is < '!' or > '~' || (isName ? NotInNames : NotInValues).Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static void Encryption(StorageSource source, QemuCapabilities capabilities)
    {
        if (source.Encryption is not { } encryption)
        {
            return;
        }

        Require(encryption.Format is not (EncryptionFormat.Default or EncryptionFormat.Qcow), source, "old qcow/qcow2 encryption is not supported");
        if (encryption.Engine == EncryptionEngine.Librbd)
        {
            Librbd(source, encryption, capabilities);
            return;
        }

        Require(
            source.Format is StorageFormat.Raw or StorageFormat.Qcow2, source,
            $"encryption is supported only with 'raw' and 'qcow2' image format, not '{StorageFormat.Names.Of(source.Format) ?? "none"}'");
        Require(encryption.Format == EncryptionFormat.Luks, source,
            $"'{EncryptionFormat.Names[encryption.Format]}' is currently not supported by the qemu encryption engine");
        Require(encryption.Secrets.Count <= 1, source, "the qemu encryption engine expects only a single secret");
    }

    private static void Librbd(StorageSource source, StorageEncryption encryption, QemuCapabilities capabilities)
    {
        Require(capabilities.Has(Flags.RbdEncryption), source, "librbd encryption is not supported by this QEMU binary");
        Require(
            source.Type == StorageType.Network && source.Protocol == StorageProtocol.Rbd, source,
            "librbd encryption is supported only with RBD backed disks");
        Require(encryption.Secrets.Count <= 1 || capabilities.Has(Flags.RbdEncryptionLayering), source,
            "librbd encryption layering is not supported by this QEMU binary");
        Require(
            encryption.Format != EncryptionFormat.LuksAny || capabilities.Has(Flags.RbdEncryptionLuksAny), source,
            "luks-any encryption is not supported by this QEMU binary");
    }

    private static DomainException Refuse(StorageSource source, string message) => DomainException.Unsupported(message, source.Position);
}
