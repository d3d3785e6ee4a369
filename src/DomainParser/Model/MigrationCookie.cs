namespace VirshLite.DomainParser.Model;

/// <summary>&lt;qemu-migration&gt;: what the two sides of a migration tell each other beside the guest's state (guest-state.md 6.2).</summary>
public sealed class MigrationCookie
{
    public string Name { get; set; } = "";

    public Guid Uuid { get; set; }

    /// <summary>Of the sender.</summary>
    public string? HostName { get; set; }

    /// <summary>Of the sender.</summary>
    public Guid? HostUuid { get; set; }

    /// <summary>What the receiver must understand.</summary>
    public List<MigrationFeature> Features { get; } = [];

    public MigrationGraphics? Graphics { get; set; }

    public MigrationLockState? LockState { get; set; }

    /// <summary>The persistent definition.</summary>
    public Domain? PersistentDomain { get; set; }

    /// <summary>Port profiles of interfaces; null where the element is absent.</summary>
    public List<MigrationInterface>? Interfaces { get; set; }

    public MigrationNbd? Nbd { get; set; }

    /// <summary>Names of <see cref="MigrationStatistics.Names"/> with their values; null where the element is absent.</summary>
    public Dictionary<string, ulong>? Statistics { get; set; }

    public Cpu? Cpu { get; set; }

    public bool? AllowReboot { get; set; }

    /// <summary>Null where the element is absent.</summary>
    public List<MigrationCapability>? Capabilities { get; set; }

    /// <summary>Null where the element is absent.</summary>
    public List<MigrationBitmapDisk>? BlockDirtyBitmaps { get; set; }
}

/// <summary>Parts of a cookie that can be mandatory.</summary>
public enum MigrationFeature
{
    Graphics,
    LockState,
    Persistent,
    Network,
    Nbd,
    Statistics,
    MemoryHotplug,
    CpuHotplug,
    Cpu,
    AllowReboot,
    Capabilities,
    BlockDirtyBitmaps,
}

public static class MigrationFeatureNames
{
    private static readonly EnumNames<MigrationFeature> All = new(
        "graphics", "lockstate", "persistent", "network", "nbd", "statistics", "memory-hotplug", "cpu-hotplug", "cpu", "allowReboot", "capabilities",
            "block-dirty-bitmaps");

    extension(MigrationFeature)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MigrationFeature> Names => All;
    }
}

/// <summary>The display that clients are moved to. Ports are -1 where there is none.</summary>
public sealed record MigrationGraphics(string Type, int Port, string Listen, int TlsPort)
{
    /// <summary>Facts about the server's certificate: name and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Certificate { get; init; } = [];
}

public sealed record MigrationLockState(string Driver, string? Leases);

public sealed record MigrationInterface(uint Index, string VirtualPortType, string? PortData);

/// <summary>The NBD server of the target and the disks to copy; port 0 = none yet.</summary>
public sealed class MigrationNbd
{
    public uint Port { get; set; }

    public List<MigrationNbdDisk> Disks { get; } = [];
}

/// <summary>Capacity in bytes.</summary>
public sealed record MigrationNbdDisk(string Target, ulong Capacity);

public sealed record MigrationCapability(string Name, bool IsAutomatic);

public sealed class MigrationBitmapDisk
{
    public string Target { get; set; } = "";

    public List<MigrationBitmap> Bitmaps { get; } = [];
}

public sealed record MigrationBitmap(string Name, string Alias)
{
    /// <summary>The target shall keep it in the image; no part of the XML.</summary>
    public bool IsPersistent { get; init; }
}
