using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.State;

/// <summary>Fills in what a backup's XML leaves to the guest: its disks, their modes, files for those that name none (guest-state.md 5.2).</summary>
public static class BackupAlignment
{
    /// <param name="disks">The guest's.</param>
    /// <param name="suffix">Of made-up file names: the checkpoint's name, or the time.</param>
    /// <exception cref="DomainException">The backup does not fit the guest.</exception>
    public static void Align(DomainBackup backup, IReadOnlyList<Disk> disks, string suffix)
    {
        if (backup.Mode == BackupMode.Pull)
        {
            backup.Server ??= new BackupServer { Transport = BackupTransport.Tcp, Name = "localhost" };
            CheckServer(backup.Server);
        }

        bool everything = backup.Disks.Count == 0;
        var named = new HashSet<string>();
        foreach (BackupDisk disk in backup.Disks)
        {
            if (!named.Add(disk.Name))
            {
                throw DomainException.Unsupported($"disk '{disk.Name}' specified twice", disk.Position);
            }

            Disk target = disks.FirstOrDefault(d => d.TargetDev == disk.Name)
                ?? throw DomainException.Unsupported($"no disk named '{disk.Name}'", disk.Position);
            disk.IsBackedUp ??= true;
            if (disk.IsBackedUp == true)
            {
                Complete(backup, disk, target, suffix);
            }
        }

        foreach (Disk target in disks.Where(d => !named.Contains(d.TargetDev)))
        {
            var disk = new BackupDisk { Name = target.TargetDev, IsBackedUp = everything && !target.Source.IsEmpty && !target.ReadOnly };
            backup.Disks.Add(disk);
            if (disk.IsBackedUp == true)
            {
                Complete(backup, disk, target, suffix);
            }
        }

        if (backup.Disks.TrueForAll(d => d.IsBackedUp != true))
        {
            throw DomainException.Unsupported("no disks selected for backup");
        }
    }

    private static void CheckServer(BackupServer server)
    {
        if (server.Transport == BackupTransport.Tcp)
        {
            server.Name ??= "localhost";
            if (server.Port == 0)
            {
                throw DomainException.Unsupported("<domainbackup> must specify TCP port for now");
            }
        }
    }

    private static void Complete(DomainBackup backup, BackupDisk disk, Disk target, string suffix)
    {
        if (target.Source.IsEmpty)
        {
            throw DomainException.Unsupported($"disk '{disk.Name}' has no media", disk.Position);
        }

        disk.Incremental ??= disk.Kind == BackupKind.Full ? null : backup.Incremental;
        disk.Kind ??= disk.Incremental is null ? BackupKind.Full : BackupKind.Incremental;
        if (disk.Kind == BackupKind.Incremental && disk.Incremental is null)
        {
            throw DomainException.Unsupported($"'incremental' backup mode of disk '{disk.Name}' requires setting 'incremental' field for disk or backup",
                disk.Position);
        }

        if (disk.Store.Path is null)
        {
            if (target.Source.Type != StorageType.File || disk.Store.Type != StorageType.File)
            {
                throw DomainException.Unsupported($"refusing to generate file name for disk '{disk.Name}'", disk.Position);
            }

            disk.Store.Path = $"{target.Source.Path}.{suffix}";
        }
    }
}
