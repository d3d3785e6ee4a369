namespace VirshLite.DomainParser.Model;

/// <summary>&lt;domainbackup&gt;: a backup job (guest-state.md 5.2).</summary>
public sealed class DomainBackup
{
    public BackupMode Mode { get; set; }

    /// <summary>The checkpoint since which changes are wanted; null for everything.</summary>
    public string? Incremental { get; set; }

    /// <summary>Where a pull backup is served; null until completion.</summary>
    public BackupServer? Server { get; set; }

    public List<BackupDisk> Disks { get; } = [];

    /// <summary>Id of the TLS key's secret object, in status files only.</summary>
    public string? TlsKeySecretAlias { get; set; }

    /// <summary>Id of the TLS credentials object, in status files only.</summary>
    public string? TlsAlias { get; set; }
}

/// <summary>The NBD server of a pull backup.</summary>
public sealed class BackupServer
{
    public BackupTransport Transport { get; set; }

    public bool? Tls { get; set; }

    /// <summary>The address to listen at.</summary>
    public string? Name { get; set; }

    /// <summary>0 = not given.</summary>
    public uint Port { get; set; }

    /// <summary>The path of a unix socket.</summary>
    public string? Socket { get; set; }

    public string? FdGroup { get; set; }
}

/// <summary>One disk of a backup.</summary>
public sealed class BackupDisk
{
    public SourcePosition Position { get; set; }

    /// <summary>The disk's target.</summary>
    public string Name { get; set; } = "";

    /// <summary>null where nothing is said: yes for a disk that stands in the list.</summary>
    public bool? IsBackedUp { get; set; }

    /// <summary>How far it is; only status files say so.</summary>
    public BackupDiskState? State { get; set; }

    public BackupKind? Kind { get; set; }

    public string? Incremental { get; set; }

    /// <summary>The NBD export's name; the target where null.</summary>
    public string? ExportName { get; set; }

    /// <summary>The name under which the changes since the checkpoint are exported.</summary>
    public string? ExportBitmap { get; set; }

    /// <summary>The target of a push, the scratch image of a pull; its path is null where one has still to be made up.</summary>
    public StorageSource Store { get; set; } = new();

    /// <summary>Number of the store's block nodes while the job runs; 0 = none.</summary>
    public uint Index { get; set; }
}

public enum BackupMode
{
    Push,
    Pull,
}

public static class BackupModeNames
{
    private static readonly EnumNames<BackupMode> All = new("push", "pull");

    extension(BackupMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<BackupMode> Names => All;
    }
}

public enum BackupKind
{
    Full,
    Incremental,
}

public static class BackupKindNames
{
    private static readonly EnumNames<BackupKind> All = new("full", "incremental");

    extension(BackupKind)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<BackupKind> Names => All;
    }
}

public enum BackupTransport
{
    Tcp,
    Unix,
    Fd,
}

public static class BackupTransportNames
{
    private static readonly EnumNames<BackupTransport> All = new("tcp", "unix", "fd");

    extension(BackupTransport)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<BackupTransport> Names => All;
    }
}

public enum BackupDiskState
{
    None,
    Running,
    Complete,
    Failed,
    Cancelling,
    Cancelled,
}

public static class BackupDiskStateNames
{
    private static readonly EnumNames<BackupDiskState> All = new("none", "running", "complete", "failed", "cancelling", "cancelled");

    extension(BackupDiskState)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<BackupDiskState> Names => All;
    }
}
