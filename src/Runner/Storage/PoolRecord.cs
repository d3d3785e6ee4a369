namespace VirshLite.Runner.Storage;

/// <summary>A storage pool that is defined in libvirt's form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uuid">null where the file lacks one.</param>
/// <param name="Type">dir, fs, netfs, logical, iscsi …</param>
/// <param name="Target">Where its volumes are; null where they are no files of this host.</param>
/// <param name="IsActive">Its target is there, or libvirt says so.</param>
/// <param name="Autostart">It comes up with the host.</param>
/// <param name="File">Its XML.</param>
public sealed record PoolRecord(string Name, Guid? Uuid, string Type, string? Target, bool IsActive, bool Autostart, string File)
{
    /// <summary>There is a definition; otherwise it is gone once it is stopped.</summary>
    public bool IsPersistent { get; init; } = true;

    /// <summary>A libvirt on this host says that it is active.</summary>
    public bool IsLibvirts { get; init; }

    /// <summary>Its target is where a file system is mounted.</summary>
    public bool IsMounted => Type is "fs" or "netfs" && Target is not null;

    /// <summary>Its volumes are files of a directory, which this program makes and removes itself.</summary>
    public bool IsDirectory => Type is "dir" && Target is not null;

    /// <summary>Bytes of the filesystem behind it: all, and free; null where that is not to be had.</summary>
    public (long Capacity, long Available)? Space
    {
        get
        {
            if (!IsActive || Target is null || !Directory.Exists(Target))
            {
                return null;
            }

            var drive = new DriveInfo(Target);
            return (drive.TotalSize, drive.TotalFreeSpace);
        }
    }
}

/// <summary>A volume: a file or device below a pool's target. Sizes in bytes; <paramref name="Capacity"/> is what a guest sees.</summary>
public sealed record VolumeRecord(string Name, string Path, string Type, string Format, ulong Capacity, ulong Allocation, ulong Physical);
