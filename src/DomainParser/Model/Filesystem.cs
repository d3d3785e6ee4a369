namespace VirshLite.DomainParser.Model;

/// <summary>&lt;filesystem&gt; (formatdomain "Filesystems").</summary>
public sealed class Filesystem : Device
{
    public FilesystemType Type { get; set; }

    /// <summary>Null until completion (passthrough), and for sources with a socket.</summary>
    public FilesystemAccessMode? AccessMode { get; set; }

    /// <summary>File mode bits of new files; 0 = not given.</summary>
    public uint FileMode { get; set; }

    /// <summary>File mode bits of new directories; 0 = not given.</summary>
    public uint DirectoryMode { get; set; }

    public FilesystemMultidevs? Multidevs { get; set; }

    public VirtioModel? Model { get; set; }

    public FilesystemDriver? Driver { get; set; }

    /// <summary>The image's format, for the drivers loop, nbd and ploop.</summary>
    public StorageFormat? Format { get; set; }

    public FilesystemWritePolicy? WritePolicy { get; set; }

    /// <summary>Queue size of virtiofs; 0 = not given.</summary>
    public ulong QueueSize { get; set; }

    public VirtioOptions? VirtioOptions { get; set; }

    /// <summary>What the guest gets: directory, file, device, template's or volume's name; null for ram and for a socket.</summary>
    public string? Source { get; set; }

    /// <summary>The socket of a virtiofs daemon that runs by itself.</summary>
    public string? Socket { get; set; }

    public StoragePoolVolume? PoolVolume { get; set; }

    /// <summary>Size of type ram in KiB.</summary>
    public ulong RamKiB { get; set; }

    /// <summary>Mount tag or directory in the guest.</summary>
    public string Target { get; set; } = "";

    public VirtiofsBinary? Binary { get; set; }

    public IdMap? IdMap { get; set; }

    public bool ReadOnly { get; set; }

    /// <summary>Bytes; 0 = none.</summary>
    public ulong SpaceHardLimit { get; set; }

    public ulong SpaceSoftLimit { get; set; }
}

/// <summary>&lt;binary&gt;: the virtiofs daemon and its options.</summary>
public sealed class VirtiofsBinary
{
    public string? Path { get; set; }

    public bool? Xattr { get; set; }

    public VirtiofsCache? Cache { get; set; }

    public VirtiofsSandbox? Sandbox { get; set; }

    public bool? LockPosix { get; set; }

    public bool? Flock { get; set; }

    /// <summary>Null where absent; 0 counts as given.</summary>
    public int? ThreadPoolSize { get; set; }

    /// <summary>0 = not given.</summary>
    public ulong OpenFilesMax { get; set; }
}

public enum FilesystemType
{
    Mount,
    Block,
    File,
    Template,
    Ram,
    Bind,
    Volume,
}

internal static class FilesystemTypeNames
{
    private static readonly EnumNames<FilesystemType> All = new("mount", "block", "file", "template", "ram", "bind", "volume");

    extension(FilesystemType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<FilesystemType> Names => All;
    }
}

public enum FilesystemAccessMode
{
    Passthrough,
    Mapped,
    Squash,
}

internal static class FilesystemAccessModeNames
{
    private static readonly EnumNames<FilesystemAccessMode> All = new("passthrough", "mapped", "squash");

    extension(FilesystemAccessMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<FilesystemAccessMode> Names => All;
    }
}

public enum FilesystemMultidevs
{
    Default,
    Remap,
    Forbid,
    Warn,
}

public static class FilesystemMultidevsNames
{
    private static readonly EnumNames<FilesystemMultidevs> All = new("default", "remap", "forbid", "warn");

    extension(FilesystemMultidevs)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<FilesystemMultidevs> Names => All;
    }
}

public enum FilesystemDriver
{
    Default,
    Path,
    Handle,
    Loop,
    Nbd,
    Ploop,
    Virtiofs,
    Mtp,
}

public static class FilesystemDriverNames
{
    private static readonly EnumNames<FilesystemDriver> All = new("default", "path", "handle", "loop", "nbd", "ploop", "virtiofs", "mtp");

    extension(FilesystemDriver)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<FilesystemDriver> Names => All;
    }
}

public enum FilesystemWritePolicy
{
    Default,
    Immediate,
}

internal static class FilesystemWritePolicyNames
{
    private static readonly EnumNames<FilesystemWritePolicy> All = new("default", "immediate");

    extension(FilesystemWritePolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<FilesystemWritePolicy> Names => All;
    }
}

public enum VirtiofsCache
{
    None,
    Always,
}

public static class VirtiofsCacheNames
{
    private static readonly EnumNames<VirtiofsCache> All = new("none", "always");

    extension(VirtiofsCache)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VirtiofsCache> Names => All;
    }
}

public enum VirtiofsSandbox
{
    Namespace,
    Chroot,
}

public static class VirtiofsSandboxNames
{
    private static readonly EnumNames<VirtiofsSandbox> All = new("namespace", "chroot");

    extension(VirtiofsSandbox)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VirtiofsSandbox> Names => All;
    }
}
