using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;domainsnapshot&gt; as libvirt prints it (guest-state.md 3.1).</summary>
public static class SnapshotWriter
{
    /// <param name="forFile">The metadata file's form, which says whether the snapshot is the current one.</param>
    public static string Write(DomainSnapshot snapshot, bool forFile)
    {
        var xml = new XmlOutput();
        xml.Open("domainsnapshot").Element("name", snapshot.Name).Element("description", snapshot.Description);
        xml.Element("state", SnapshotState.Names.Of(snapshot.State));
        if (snapshot.Parent is { } parent)
        {
            xml.Open("parent").Element("name", parent).Close();
        }

        xml.Element("creationTime", snapshot.CreationTime is { } time ? (ulong)time : null);
        if (snapshot.Memory is { } memory)
        {
            xml.Open("memory").Attr("snapshot", SnapshotLocation.Names[memory]).Attr("file", snapshot.MemoryFile).Close();
        }

        Disks(xml, "disks", snapshot.Disks);
        Disks(xml, "revertDisks", snapshot.RevertDisks);
        if (snapshot.Domain is { } domain)
        {
            DomainWriter.Write(xml, domain);
        }
        else if (snapshot.DomainUuid is { } uuid)
        {
            xml.Open("domain").Element("uuid", uuid.ToString()).Close();
        }

        if (snapshot.InactiveDomain is { } inactive)
        {
            DomainWriter.Write(xml, inactive, "inactiveDomain");
        }

        SaveCookieWriter.Write(xml, snapshot.Cookie);
        if (forFile)
        {
            xml.Element("active", snapshot.IsCurrent ? 1UL : 0UL);
        }

        return xml.Close().ToString();
    }

    private static void Disks(XmlOutput xml, string element, List<SnapshotDisk> disks)
    {
        if (disks.Count == 0)
        {
            return;
        }

        xml.Open(element);
        foreach (SnapshotDisk disk in disks)
        {
            xml.Open("disk").Attr("name", disk.Name).Attr("snapshot", disk.Location, SnapshotLocation.Names);
            if (disk.Location == SnapshotLocation.External)
            {
                xml.Attr("type", StorageType.Names[disk.Source.Type]);
            }

            xml.Empty("snapshotDeleteInProgress", disk.DeletionInProgress);
            if (disk.Location == SnapshotLocation.External)
            {
                xml.Group("driver", x =>
                {
                    x.Attr("type", disk.Source.Format, StorageFormat.Names);
                    StorageSourceWriter.WriteMetadataCache(x, disk.Source.MetadataCacheMaxSize);
                });
                StorageSourceWriter.Write(xml, disk.Source);
            }

            xml.Close();
        }

        xml.Close();
    }
}
