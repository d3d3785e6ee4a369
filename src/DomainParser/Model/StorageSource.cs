namespace VirshLite.DomainParser.Model;

/// <summary>
/// One image of a disk: where it is, in which format, and what is needed to open it. The images below it hang on <see cref="Backing"/>, an external
/// data file on <see cref="DataStore"/>. Also used by the variable store of the firmware and by iSCSI host devices (storage.md; formatdomain "disk source").
/// </summary>
public sealed class StorageSource
{
    public SourcePosition Position { get; set; }

    public StorageType Type { get; set; }

    /// <summary>
    /// File, device or directory; the socket of a vhost-user source; for network sources the name, for gluster and rbd only what follows the first slash
    /// (the part before it is <see cref="NetworkVolume"/>). Null where nothing is given: an empty drive.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>The image's format; null until completion fills it in (and for pool volumes until the start).</summary>
    public StorageFormat? Format { get; set; }

    public StorageProtocol? Protocol { get; set; }

    /// <summary>The gluster volume or rbd pool of a network source.</summary>
    public string? NetworkVolume { get; set; }

    /// <summary>rbd: the namespace between pool and image; null where none is given.</summary>
    public string? RbdNamespace { get; set; }

    public List<StorageHost> Hosts { get; } = [];

    /// <summary>The query of an http or https address, without the question mark.</summary>
    public string? Query { get; set; }

    public bool? Tls { get; set; }

    public string? TlsHostname { get; set; }

    /// <summary>&lt;snapshot name&gt; of an rbd image.</summary>
    public string? SnapshotName { get; set; }

    /// <summary>&lt;config file&gt; of an rbd image.</summary>
    public string? ConfigFile { get; set; }

    public StorageAuth? Auth { get; set; }

    public StorageEncryption? Encryption { get; set; }

    /// <summary>The initiator's iqn of an iSCSI source.</summary>
    public string? InitiatorIqn { get; set; }

    public StorageReservations? Reservations { get; set; }

    public StorageSlice? Slice { get; set; }

    public bool? SslVerify { get; set; }

    /// <summary>HTTP cookies, in document order.</summary>
    public List<StorageCookie> Cookies { get; } = [];

    /// <summary>Bytes; 0 = not given.</summary>
    public ulong Readahead { get; set; }

    /// <summary>0 = not given.</summary>
    public ulong TimeoutSeconds { get; set; }

    /// <summary>&lt;reconnect delay&gt; of an nbd source, in seconds; 0 = not given.</summary>
    public uint ReconnectDelaySeconds { get; set; }

    /// <summary>&lt;reconnect enabled&gt; of a vhost-user source.</summary>
    public bool? ReconnectEnabled { get; set; }

    /// <summary>&lt;reconnect timeout&gt; of a vhost-user source, in seconds.</summary>
    public uint ReconnectTimeoutSeconds { get; set; }

    /// <summary>&lt;identity user&gt; of an nfs source.</summary>
    public string? NfsUser { get; set; }

    /// <summary>&lt;identity group&gt; of an nfs source.</summary>
    public string? NfsGroup { get; set; }

    /// <summary>&lt;identity username&gt; of an ssh source.</summary>
    public string? SshUser { get; set; }

    public string? SshKeyFile { get; set; }

    public string? SshAgentSocket { get; set; }

    public string? SshKnownHosts { get; set; }

    /// <summary>A backing string inside an image said that the server's key is not checked; XML cannot say so.</summary>
    public bool SshHostKeyCheckDisabled { get; set; }

    /// <summary>The name of a group of file descriptors that the caller hands in instead of opening the file by its path.</summary>
    public string? FdGroup { get; set; }

    public StoragePoolVolume? PoolVolume { get; set; }

    public StorageNvme? Nvme { get; set; }

    public List<DeviceSecLabel> SecLabels { get; } = [];

    /// <summary>Size of the metadata cache in bytes; 0 = not given.</summary>
    public ulong MetadataCacheMaxSize { get; set; }

    /// <summary>The external data file of a qcow2 image.</summary>
    public StorageSource? DataStore { get; set; }

    /// <summary>The image below this one.</summary>
    public StorageSource? Backing { get; set; }

    /// <summary>An empty &lt;backingStore/&gt; stood here: there is no image below, and none is looked for.</summary>
    public bool IsChainEnd { get; set; }

    /// <summary>Of a running guest: the number in the names of the image's block nodes, <c>libvirt-N-storage</c>; 0 = none.</summary>
    public uint Index { get; set; }

    /// <summary>What a guest's status keeps about it; null elsewhere.</summary>
    public StoragePrivate? Private { get; set; }

    /// <summary>In a guest's status: where the volume of a pool was found.</summary>
    public StorageSource? Resolved { get; set; }

    /// <summary>In a guest's status: <see cref="Tls"/> came from the settings.</summary>
    public bool IsTlsFromConfig { get; set; }

    /// <summary>Whether nothing is behind the drive: no path of a local source (storage.md 8.7).</summary>
    public bool IsEmpty => Type switch
    {
        StorageType.File or StorageType.Block or StorageType.Dir => string.IsNullOrEmpty(Path),
        _ => false,
    };

    /// <summary>Whether path and access are those of a file system of the host.</summary>
    public bool IsLocal => Type is StorageType.File or StorageType.Block or StorageType.Dir;
}

/// <summary>The word of the type attribute of a disk or backing store.</summary>
public enum StorageType
{
    File,
    Block,
    Dir,
    Network,
    Volume,
    Nvme,
    VhostUser,
    VhostVdpa,
}

public static class StorageTypeNames
{
    private static readonly EnumNames<StorageType> All = new("file", "block", "dir", "network", "volume", "nvme", "vhostuser", "vhostvdpa");

    extension(StorageType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<StorageType> Names => All;
    }
}

public enum StorageFormat
{
    Raw,
    Dir,
    Bochs,
    Cloop,
    Dmg,
    Iso,
    Vpc,
    Vdi,
    Fat,
    Vhd,
    Ploop,
    Cow,
    Qcow,
    Qcow2,
    Qed,
    Vmdk,
}

public static class StorageFormatNames
{
    private static readonly EnumNames<StorageFormat> All =
        new("raw", "dir", "bochs", "cloop", "dmg", "iso", "vpc", "vdi", "fat", "vhd", "ploop", "cow", "qcow", "qcow2", "qed", "vmdk");

    extension(StorageFormat)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<StorageFormat> Names => All;
    }
}

public enum StorageProtocol
{
    Nbd,
    Rbd,
    Sheepdog,
    Gluster,
    Iscsi,
    Http,
    Https,
    Ftp,
    Ftps,
    Tftp,
    Ssh,
    Vxhs,
    Nfs,
}

public static class StorageProtocolNames
{
    private static readonly EnumNames<StorageProtocol> All =
        new("nbd", "rbd", "sheepdog", "gluster", "iscsi", "http", "https", "ftp", "ftps", "tftp", "ssh", "vxhs", "nfs");

    extension(StorageProtocol)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<StorageProtocol> Names => All;
    }
}
