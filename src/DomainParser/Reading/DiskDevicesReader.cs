using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>Disks, controllers, leases, filesystems, interfaces, host devices and memory devices.</summary>
internal static class DiskDevicesReader
{
    public static void Read(XmlCursor devices, Domain domain)
    {
        foreach (XmlCursor disk in devices.Children("disk"))
        {
            DiskReader.ReadInto(disk, domain.Disks);
        }

        foreach (XmlCursor controller in devices.Children("controller"))
        {
            ControllerList.Insert(domain.Controllers, ControllerReader.Read(controller));
        }

        foreach (XmlCursor lease in devices.Children("lease"))
        {
            domain.Leases.Add(LeaseReader.Read(lease));
        }

        foreach (XmlCursor filesystem in devices.Children("filesystem"))
        {
            domain.Filesystems.Add(FilesystemReader.Read(filesystem));
        }

        foreach (XmlCursor cursor in devices.Children("interface"))
        {
            Interface nic = InterfaceReader.Read(cursor);
            domain.Interfaces.Add(nic);
            if (nic.Type == InterfaceType.Hostdev)
            {
                domain.Hostdevs.Add(nic.ToHostdev());
            }
        }

        foreach (XmlCursor hostdev in devices.Children("hostdev"))
        {
            domain.Hostdevs.Add(HostdevReader.Read(hostdev));
        }

        foreach (XmlCursor memory in devices.Children("memory"))
        {
            domain.MemoryDevices.Add(MemoryDeviceReader.Read(memory));
        }
    }
}
