using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.State;

/// <summary>Fills in what a checkpoint's definition leaves to the guest: which disks, and the name of their bitmaps (guest-state.md 5.1).</summary>
public static class CheckpointAlignment
{
    /// <param name="checkpoint">With its name.</param>
    /// <param name="disks">The guest's.</param>
    /// <param name="driverOf">QEMU's word for the format of a disk's top image; null: it has none.</param>
    /// <exception cref="DomainException">The checkpoint does not fit the guest.</exception>
    public static void Align(DomainCheckpoint checkpoint, IReadOnlyList<Disk> disks, Func<Disk, string?> driverOf)
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
            disk.Name = target.TargetDev;
            if (!named.TryAdd(disk.Name, disk))
            {
                throw DomainException.Unsupported($"disk '{disk.Name}' specified twice", disk.Position);
            }
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
            Complete(checkpoint, disk, driverOf(target));
            checkpoint.Disks.Add(disk);
        }
    }

    private static void Complete(DomainCheckpoint checkpoint, CheckpointDisk disk, string? driver)
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

        if (driver is not null and not "qcow2")
        {
            throw DomainException.Unsupported($"checkpoint for disk {disk.Name} unsupported for storage type {driver}", disk.Position);
        }
    }
}
