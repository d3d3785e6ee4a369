using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>Disks, controllers, leases, filesystems and interfaces: the first devices of a domain.</summary>
internal static class DiskDevicesWriter
{
    public static void Write(XmlOutput xml, Domain domain)
    {
        foreach (Disk disk in domain.Disks)
        {
            DiskWriter.Write(xml, disk);
        }

        foreach (Controller controller in domain.Controllers)
        {
            ControllerWriter.Write(xml, controller);
        }

        foreach (Lease lease in domain.Leases)
        {
            LeaseWriter.Write(xml, lease);
        }

        foreach (Filesystem filesystem in domain.Filesystems)
        {
            FilesystemWriter.Write(xml, filesystem);
        }

        foreach (Interface nic in domain.Interfaces)
        {
            InterfaceWriter.Write(xml, nic);
        }
    }
}
