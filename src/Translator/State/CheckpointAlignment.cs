using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.State;

/// <summary>Fills in what a checkpoint's definition leaves to the guest: which disks, and the name of their bitmaps (guest-state.md 5.1).</summary>
public static class CheckpointAlignment
{
    /// <param name="checkpoint">With its name.</param>
    /// <param name="disks">The guest's.</param>
    /// <param name="formatOf">The format of a disk's top image; null: it has none.</param>
    /// <exception cref="DomainException">The checkpoint does not fit the guest.</exception>
    public static void Align(DomainCheckpoint checkpoint, IReadOnlyList<Disk> disks, Func<Disk, StorageFormat?> formatOf)
    {
        bool everything = checkpoint.Disks.Count == 0;
        if (checkpoint.Disks.Count > disks.Count)
        {
            throw DomainException.Unsupported("too many disk checkpoint requests for domain");
        }

        var named = new Dictionary<string, CheckpointDisk>();
        foreach (CheckpointDisk disk in checkpoint.Disks)
        {
            Disk target = disks.FirstOrDefault(d => d.TargetDev == disk.Name || (d.Source.Path == disk.Name && d.Source.Path is not null))
                ?? throw DomainException.Unsupported($"no disk named '{disk.Name}'", disk.Position);
            if (!named.TryAdd(target.TargetDev, disk))
            {
                throw DomainException.Unsupported($"disk '{disk.Name}' specified twice", disk.Position);
            }

            if (disk.Type == CheckpointType.Bitmap && (target.Source.IsEmpty || target.ReadOnly))
            {
                throw DomainException.Unsupported($"disk '{disk.Name}' is empty or readonly", disk.Position);
            }

            disk.Name = target.TargetDev;
        }

        checkpoint.Disks.Clear();
        foreach (Disk target in disks)
        {
            CheckpointDisk disk = named.GetValueOrDefault(target.TargetDev)
                ?? new CheckpointDisk
                {
                    Name = target.TargetDev,
                    Type = everything && !target.Source.IsEmpty && !target.ReadOnly
                    ? CheckpointType.Bitmap : CheckpointType.No
                };
            Complete(checkpoint, disk, formatOf(target));
            checkpoint.Disks.Add(disk);
        }
    }

    private static void Complete(DomainCheckpoint checkpoint, CheckpointDisk disk, StorageFormat? format)
    {
        if (disk.Type != CheckpointType.Bitmap)
        {
            disk.Bitmap = null;
            return;
        }

        disk.Bitmap ??= checkpoint.Name;
        if (disk.Bitmap != checkpoint.Name)
        {
            throw DomainException.Unsupported($"bitmap for disk '{disk.Name}' must match checkpoint name '{checkpoint.Name}'", disk.Position);
        }

        if (format is { } other && other != StorageFormat.Qcow2)
        {
            throw DomainException.Unsupported($"checkpoint for disk {disk.Name} unsupported for storage type {StorageFormat.Names[other]}", disk.Position);
        }
    }
}
