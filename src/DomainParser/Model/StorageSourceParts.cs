namespace VirshLite.DomainParser.Model;

/// <summary>&lt;reservations&gt;: SCSI persistent reservations through a helper process.</summary>
public sealed class StorageReservations
{
    /// <summary>True: the helper belongs to the guest; false: it listens on <see cref="Path"/>.</summary>
    public bool Managed { get; set; }

    public string? Path { get; set; }

    /// <summary>Whether reservations go along when the guest is migrated; null = QEMU's own default.</summary>
    public bool? Migration { get; set; }
}

/// <summary>&lt;slice type='storage'&gt;: a part of the file, in bytes.</summary>
public sealed class StorageSlice
{
    public ulong Offset { get; set; }

    public ulong Size { get; set; }
}

/// <summary>One HTTP cookie.</summary>
public sealed class StorageCookie
{
    public string Name { get; set; } = "";

    public string Value { get; set; } = "";
}

/// <summary>The source of a volume of a storage pool.</summary>
public sealed class StoragePoolVolume
{
    public string Pool { get; set; } = "";

    public string Volume { get; set; } = "";

    public PoolVolumeMode? Mode { get; set; }
}

public enum PoolVolumeMode
{
    Host,
    Direct,
}

internal static class PoolVolumeModeNames
{
    private static readonly EnumNames<PoolVolumeMode> All = new("host", "direct");

    extension(PoolVolumeMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<PoolVolumeMode> Names => All;
    }
}

/// <summary>An NVMe namespace of a controller of the host.</summary>
public sealed class StorageNvme
{
    public bool? Managed { get; set; }

    /// <summary>Counts from 1.</summary>
    public ulong Namespace { get; set; }

    public PciAddress Address { get; set; } = new();
}
