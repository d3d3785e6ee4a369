using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.State;

/// <summary>How a guest is to be snapshotted.</summary>
public sealed record SnapshotRequest
{
    public required bool IsRunning { get; init; }

    /// <summary>No memory.</summary>
    public bool DiskOnly { get; init; }

    /// <summary>New files are there, with their formats in them.</summary>
    public bool ReuseExternal { get; init; }

    /// <summary>The guest goes on while its memory is written.</summary>
    public bool Live { get; init; }

    /// <summary>The guest's variable store is no qcow2 image: an internal snapshot could not hold it.</summary>
    public bool HasRawNvram { get; init; }
}

/// <summary>
/// Decides for each disk what a snapshot does with it, and where new images go (guest-state.md 3.2). Afterwards the snapshot has one entry a disk.
/// </summary>
public static class SnapshotAlignment
{
    /// <param name="snapshot">With its name.</param>
    /// <param name="disks">The guest's.</param>
    /// <param name="formatOf">The format of a disk's top image.</param>
    /// <param name="isFile">Whether there is a regular file at a path.</param>
    /// <param name="lengthOf">Bytes of a file; null where there is none.</param>
    /// <exception cref="DomainException">The snapshot does not fit the guest.</exception>
    public static void Align(
        DomainSnapshot snapshot, IReadOnlyList<Disk> disks, SnapshotRequest request, Func<Disk, StorageFormat> formatOf, Func<string, bool> isFile,
            Func<string, ulong?> lengthOf)
    {
        snapshot.Memory ??= request is { IsRunning: true, DiskOnly: false } ? SnapshotLocation.Internal : SnapshotLocation.No;
        if ((!request.IsRunning || request.DiskOnly) && snapshot.Memory is SnapshotLocation.Internal or SnapshotLocation.External)
        {
            throw new DomainException("memory state cannot be saved with offline or disk-only snapshot");
        }

        Dictionary<string, SnapshotDisk> named = Named(snapshot, disks);
        SnapshotLocation usual = request.DiskOnly || snapshot.Memory == SnapshotLocation.External
            || (!request.IsRunning && snapshot.Disks.Exists(d => d.Location == SnapshotLocation.External))
            ? SnapshotLocation.External
            : SnapshotLocation.Internal;
        snapshot.Disks.Clear();
        foreach (Disk disk in disks)
        {
            SnapshotDisk entry = named.GetValueOrDefault(disk.TargetDev) ?? new SnapshotDisk();
            entry.Name = disk.TargetDev;
            if (usual == SnapshotLocation.Internal && named.ContainsKey(disk.TargetDev) && entry.Location is not (null or SnapshotLocation.Internal))
            {
                throw DomainException.Unsupported($"disk '{disk.TargetDev}' must use snapshot mode 'internal'", entry.Position);
            }

            entry.Location ??= Usual(disk, usual);
            if (entry.Source.Path is { } path && entry.Location != SnapshotLocation.External)
            {
                throw DomainException.Unsupported($"file '{path}' for disk '{disk.TargetDev}' requires use of external snapshot mode", entry.Position);
            }

            Complete(snapshot, disk, entry, isFile);
            snapshot.Disks.Add(entry);
        }

        NoCollisions(snapshot);
        if (request.Live && (!request.IsRunning || snapshot.Memory != SnapshotLocation.External))
        {
            throw DomainException.NotSupported("live snapshot creation is supported only during full system snapshots");
        }

        Check(snapshot, disks, request, formatOf, lengthOf);
    }

    private static Dictionary<string, SnapshotDisk> Named(DomainSnapshot snapshot, IReadOnlyList<Disk> disks)
    {
        if (snapshot.Disks.Count > disks.Count)
        {
            throw DomainException.Unsupported("too many disk snapshot requests for domain");
        }

        var named = new Dictionary<string, SnapshotDisk>();
        foreach (SnapshotDisk entry in snapshot.Disks)
        {
            Disk disk = disks.FirstOrDefault(d => d.TargetDev == entry.Name || (d.Source.Path is not null && d.Source.Path == entry.Name))
                ?? throw DomainException.Unsupported($"no disk named '{entry.Name}'", entry.Position);
            if (!named.TryAdd(disk.TargetDev, entry))
            {
                throw DomainException.Unsupported($"disk '{entry.Name}' specified twice", entry.Position);
            }
        }

        return named;
    }

    /// <summary>A disk's own word counts, but for what would have to be an internal snapshot only "no" does.</summary>
    private static SnapshotLocation Usual(Disk disk, SnapshotLocation usual)
    {
        if (disk.Source.IsEmpty || (disk.ReadOnly && disk.Snapshot is null or DiskSnapshot.No))
        {
            return SnapshotLocation.No;
        }

        return disk.Snapshot switch
        {
            null => usual,
            DiskSnapshot.No => SnapshotLocation.No,
            _ when usual == SnapshotLocation.Internal => usual,
            DiskSnapshot.Internal => SnapshotLocation.Internal,
            DiskSnapshot.Manual => SnapshotLocation.Manual,
            _ => SnapshotLocation.External,
        };
    }

    private static void Complete(DomainSnapshot snapshot, Disk disk, SnapshotDisk entry, Func<string, bool> isFile)
    {
        if (entry.Location != SnapshotLocation.External)
        {
            return;
        }

        entry.Source.Format ??= StorageFormat.Qcow2;
        if (entry.Source is { Type: StorageType.File or StorageType.Block, Path: { } named } && !named.StartsWith('/'))
        {
            throw new DomainException($"disk snapshot image path '{named}' must be absolute", entry.Position);
        }

        if (entry.Source.Path is not null || entry.Source.Type == StorageType.Network)
        {
            return;
        }

        if (disk.Source is not { Type: StorageType.File, Path: { } path } || !isFile(path))
        {
            throw DomainException.Unsupported($"source for disk '{disk.TargetDev}' is not a regular file; refusing to generate external snapshot name",
                entry.Position);
        }

        int slash = path.LastIndexOf('/');
        int dot = path.LastIndexOf('.');
        entry.Source.Type = StorageType.File;
        entry.Source.Path = $"{(dot > slash ? path[..dot] : path)}.{snapshot.Name}";
    }

    private static void NoCollisions(DomainSnapshot snapshot)
    {
        var taken = new Dictionary<string, string>();
        foreach (SnapshotDisk disk in snapshot.Disks)
        {
            if (disk.Location == SnapshotLocation.External && disk.Source.Path is { } path && !taken.TryAdd(path, disk.Name))
            {
                throw DomainException.Unsupported($"cannot generate external snapshot name for disk '{disk.Name}': collision with disk '{taken[path]}'",
                    disk.Position);
            }
        }
    }

    private static void Check(DomainSnapshot snapshot, IReadOnlyList<Disk> disks, SnapshotRequest request, Func<Disk, StorageFormat> formatOf, Func<string,
        ulong?> lengthOf)
    {
        bool anyInternal = false;
        bool anyExternal = false;
        bool all = true;
        for (int i = 0; i < disks.Count; i++)
        {
            SnapshotDisk entry = snapshot.Disks[i];
            switch (entry.Location)
            {
                case SnapshotLocation.Internal:
                    anyInternal = true;
                    CheckInternal(disks[i], entry, request, formatOf);
                    break;
                case SnapshotLocation.External:
                    anyExternal = true;
                    CheckExternal(disks[i], entry, request, lengthOf);
                    break;
                default:
                    all &= disks[i].Source.IsEmpty || disks[i].ReadOnly;
                    break;
            }
        }

        bool isExternalMemory = snapshot.Memory == SnapshotLocation.External;
        if (!anyInternal && !anyExternal && snapshot.Memory == SnapshotLocation.No)
        {
            throw DomainException.Unsupported("nothing selected for snapshot");
        }

        if (request is { IsRunning: true, DiskOnly: false } && anyInternal && snapshot.Memory == SnapshotLocation.No)
        {
            throw DomainException.NotSupported("internal snapshot of a running VM must include the memory state");
        }

        if (anyInternal && !all)
        {
            throw DomainException.Unsupported("internal and full system snapshots require all disks to be selected for snapshot");
        }

        if (request.DiskOnly && !anyExternal)
        {
            throw DomainException.Unsupported("disk-only snapshots require at least one disk to be selected for snapshot");
        }

        if ((anyInternal && (anyExternal || isExternalMemory)) || (snapshot.Memory == SnapshotLocation.Internal && anyExternal))
        {
            throw DomainException.Unsupported("mixing internal and external targets for a snapshot is not yet supported");
        }

        if (request is { IsRunning: true, HasRawNvram: true } && anyInternal)
        {
            throw DomainException.Unsupported("internal snapshots of a VM with pflash based firmware require QCOW2 nvram format");
        }
    }

    private static void CheckInternal(Disk disk, SnapshotDisk entry, SnapshotRequest request, Func<Disk, StorageFormat> formatOf)
    {
        if (request is { IsRunning: true, DiskOnly: true })
        {
            throw DomainException.Unsupported($"active qemu domains require external disk snapshots; disk {disk.TargetDev} requested internal", entry.Position);
        }

        StorageFormat format = formatOf(disk);
        if (format != StorageFormat.Qcow2)
        {
            throw DomainException.Unsupported($"internal snapshot for disk {disk.TargetDev} unsupported for storage type {StorageFormat.Names[format]}",
                entry.Position);
        }
    }

    private static void CheckExternal(Disk disk, SnapshotDisk entry, SnapshotRequest request, Func<string, ulong?> lengthOf)
    {
        if (entry.Source.Format is not (StorageFormat.Qcow2 or StorageFormat.Qed))
        {
            throw DomainException.Unsupported(
                $"external snapshot format for disk {disk.TargetDev} is unsupported: {StorageFormat.Names.Of(entry.Source.Format)}", entry.Position);
        }

        if (disk.DeviceKind == DiskDevice.Lun)
        {
            throw DomainException.Unsupported("external active snapshots are not supported on scsi passthrough devices", entry.Position);
        }

        if (entry.Source.Type == StorageType.Network)
        {
            throw DomainException.Unsupported(request.IsRunning
                ? $"external active snapshots are not supported on 'network' disks using '{StorageProtocol.Names.Of(entry.Source.Protocol)}' protocol"
                : $"external inactive snapshots are not supported on 'network' disks using '{StorageProtocol.Names.Of(entry.Source.Protocol)}' protocol",
                    entry.Position);
        }

        ulong? length = lengthOf(entry.Source.Path!);
        if (entry.Source.Type == StorageType.Block && length is null)
        {
            throw DomainException.NotSupported($"block device snapshot target '{entry.Source.Path}' doesn't exist");
        }

        if (request.ReuseExternal && length is null)
        {
            throw new DomainException(
                $"missing existing file for disk {disk.TargetDev}: {entry.Source.Path}: No such file or directory", default, RefusalKind.Plain);
        }

        if (!request.ReuseExternal && length > 0 && entry.Source.Type == StorageType.File)
        {
            throw DomainException.Unsupported(
                $"external snapshot file for disk {disk.TargetDev} already exists and is not a block device: {entry.Source.Path}", entry.Position);
        }

        if (disk.Shareable && entry.Source.Format != StorageFormat.Raw)
        {
            throw DomainException.Unsupported($"shared access for disk '{disk.TargetDev}' requires use of supported storage format", entry.Position);
        }
    }
}
