using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;domainbackup&gt; (guest-state.md 5.2).</summary>
public static class BackupReader
{
    /// <param name="status">The text is a running job's, with states and private data.</param>
    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static DomainBackup Read(string xml, bool status = false, ReadingOptions? options = null)
    {
        var context = new ReadingContext(options ?? new ReadingOptions { FileName = "backup XML", Status = status });
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (root.Element.Name != "domainbackup")
        {
            throw root.Error($"expecting root element of 'domainbackup', not '{root.Name}'");
        }

        DomainBackup backup = Read(root, status);
        root.Finish();
        return backup;
    }

    /// <summary>The same inside other XML.</summary>
    internal static DomainBackup Read(XmlCursor root, bool status)
    {
        var backup = new DomainBackup
        {
            Mode = root.Enum("mode", BackupMode.Names) ?? BackupMode.Push,
            Incremental = root.ChildText("incremental") is { Length: > 0 } incremental ? incremental : null,
        };
        if (root.Child("server") is { } server)
        {
            if (backup.Mode == BackupMode.Push)
            {
                throw server.Unsupported("use of <server> requires pull mode backup");
            }

            backup.Server = Server(server);
        }

        foreach (XmlCursor disk in root.Child("disks")?.Children("disk") ?? [])
        {
            backup.Disks.Add(Disk(disk, backup, status));
        }

        if (status)
        {
            XmlCursor? objects = root.Child("privateData")?.Child("objects");
            backup.TlsKeySecretAlias = objects?.Children("secret").FirstOrDefault(s => s.Text("type") == "tlskey")?.Text("alias");
            backup.TlsAlias = objects?.Child("TLSx509")?.Text("alias");
        }

        return backup;
    }

    private static BackupServer Server(XmlCursor cursor)
    {
        var server = new BackupServer
        {
            Transport = cursor.Enum("transport", BackupTransport.Names) ?? BackupTransport.Tcp,
            Tls = cursor.YesNo("tls"),
            Name = cursor.NonEmpty("name"),
            Port = cursor.UInt("port") ?? 0,
            Socket = cursor.NonEmpty("socket"),
            FdGroup = cursor.NonEmpty("fdgroup"),
        };
        if (server.Port > ushort.MaxValue)
        {
            throw cursor.Error($"port '{server.Port}' out of range: at most 65535 would be right");
        }

        switch (server.Transport)
        {
            case BackupTransport.Unix when server.Socket is null:
                throw cursor.Error("backup socket path required for transport='unix'");
            case BackupTransport.Unix when !server.Socket.StartsWith('/'):
                throw cursor.Error($"backup socket path '{server.Socket}' must be absolute");
            case BackupTransport.Fd when server.FdGroup is null:
                throw cursor.Error("fdgroup required for transport='fd'");
        }

        return server;
    }

    private static BackupDisk Disk(XmlCursor cursor, DomainBackup backup, bool status)
    {
        var disk = new BackupDisk
        {
            Position = cursor.Position,
            Name = cursor.NonEmpty("name") ?? throw cursor.Error("missing name from disk backup element"),
            IsBackedUp = cursor.YesNo("backup"),
            Kind = cursor.Enum("backupmode", BackupKind.Names),
            Incremental = cursor.NonEmpty("incremental"),
            ExportName = cursor.NonEmpty("exportname"),
            ExportBitmap = cursor.NonEmpty("exportbitmap"),
        };
        BackupDiskState? state = cursor.Enum("state", BackupDiskState.Names);
        uint index = cursor.UInt("index") ?? 0;
        if (status)
        {
            disk.State = state;
            disk.Index = index;
        }

        StorageSource store = disk.Store;
        store.Position = cursor.Position;
        store.Type = cursor.Enum("type", StorageType.Names) ?? StorageType.File;
        if (disk.IsBackedUp == false)
        {
            cursor.IgnoreChildren("driver", "target", "scratch");
            return disk;
        }

        if (store.Type is not (StorageType.File or StorageType.Block))
        {
            throw cursor.Unsupported($"unsupported disk backup type '{StorageType.Names[store.Type]}'");
        }

        if (backup.Mode == BackupMode.Push && (disk.ExportName ?? disk.ExportBitmap) is not null)
        {
            throw cursor.Error("'exportname' and 'exportbitmap' belong to pull mode backups");
        }

        XmlCursor? wrong = cursor.Child(backup.Mode == BackupMode.Pull ? "target" : "scratch");
        if (wrong is not null)
        {
            throw wrong.Error($"<{wrong.Name}> does not belong to a {BackupMode.Names[backup.Mode]} mode backup");
        }

        if (cursor.Child(backup.Mode == BackupMode.Pull ? "scratch" : "target") is { } element)
        {
            StorageSourceReader.Read(element, store);
        }

        if (cursor.Child("driver") is { } driver)
        {
            store.Format = driver.RequiredEnum("type", StorageFormat.Names);
            if (backup.Mode == BackupMode.Pull && store.Format != StorageFormat.Qcow2)
            {
                throw driver.Unsupported($"pull mode backup for disk '{disk.Name}' requires qcow2 driver");
            }
        }

        return disk;
    }
}
