using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;domainbackup&gt; as libvirt prints it (guest-state.md 5.2).</summary>
public static class BackupWriter
{
    /// <param name="status">The form of status files, with states and private data.</param>
    public static string Write(DomainBackup backup, bool status = false)
    {
        var xml = new XmlOutput { IsLive = status, IsStatus = status };
        Write(xml, backup, status);
        return xml.ToString();
    }

    internal static void Write(XmlOutput xml, DomainBackup backup, bool status)
    {
        xml.Open("domainbackup").Attr("mode", BackupMode.Names[backup.Mode]).Element("incremental", backup.Incremental);
        if (backup.Server is { } server)
        {
            xml.Open("server").Attr("transport", BackupTransport.Names[server.Transport]).YesNo("tls", server.Tls).Attr("name", server.Name);
            xml.Attr("port", server.Port == 0 ? null : server.Port).Attr("socket", server.Socket).Attr("fdgroup", server.FdGroup).Close();
        }

        if (backup.Disks.Count > 0)
        {
            xml.Open("disks");
            foreach (BackupDisk disk in backup.Disks)
            {
                Disk(xml, disk, backup, status);
            }

            xml.Close();
        }

        if (status && (backup.TlsKeySecretAlias ?? backup.TlsAlias) is not null)
        {
            xml.Open("privateData").Open("objects");
            if (backup.TlsKeySecretAlias is { } secret)
            {
                xml.Open("secret").Attr("type", "tlskey").Attr("alias", secret).Close();
            }

            if (backup.TlsAlias is { } tls)
            {
                xml.Open("TLSx509").Attr("alias", tls).Close();
            }

            xml.Close().Close();
        }

        xml.Close();
    }

    private static void Disk(XmlOutput xml, BackupDisk disk, DomainBackup backup, bool status)
    {
        xml.Open("disk").Attr("name", disk.Name).YesNo("backup", disk.IsBackedUp);
        if (disk.IsBackedUp != true)
        {
            xml.Close();
            return;
        }

        xml.Attr("state", status ? disk.State : null, BackupDiskState.Names).Attr("type", StorageType.Names[disk.Store.Type]);
        xml.Attr("backupmode", disk.Kind, BackupKind.Names).Attr("incremental", disk.Incremental);
        xml.Attr("exportname", disk.ExportName).Attr("exportbitmap", disk.ExportBitmap).Attr("index", disk.Index == 0 ? null : disk.Index);
        if (disk.Store.Format is { } format)
        {
            xml.Open("driver").Attr("type", StorageFormat.Names[format]).Close();
        }

        if (disk.Store.Path is not null)
        {
            StorageSourceWriter.Write(xml, disk.Store, element: backup.Mode == BackupMode.Push ? "target" : "scratch");
        }

        xml.Close();
    }
}
