using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;domaincheckpoint&gt; as libvirt prints it (guest-state.md 5.1).</summary>
public static class CheckpointWriter
{
    public static string Write(DomainCheckpoint checkpoint, bool withDomain = true)
    {
        var xml = new XmlOutput();
        xml.Open("domaincheckpoint").Element("name", checkpoint.Name).Element("description", checkpoint.Description);
        if (checkpoint.Parent is { } parent)
        {
            xml.Open("parent").Element("name", parent).Close();
        }

        xml.Element("creationTime", checkpoint.CreationTime is { } time ? (ulong)time : null);
        if (checkpoint.Disks.Count > 0)
        {
            xml.Open("disks");
            foreach (CheckpointDisk disk in checkpoint.Disks)
            {
                xml.Open("disk").Attr("name", disk.Name).Attr("checkpoint", CheckpointType.Names[disk.Type]);
                xml.Attr("bitmap", disk.Type == CheckpointType.Bitmap ? disk.Bitmap : null).Attr("size", disk.Size).Close();
            }

            xml.Close();
        }

        if (withDomain)
        {
            if (checkpoint.Domain is { } domain)
            {
                DomainWriter.Write(xml, domain);
            }

            if (checkpoint.InactiveDomain is { } inactive)
            {
                DomainWriter.Write(xml, inactive, "inactiveDomain");
            }
        }

        return xml.Close().ToString();
    }
}
