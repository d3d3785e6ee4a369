using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>Disks, controllers, leases, filesystems, interfaces, host devices and memory devices.</summary>
internal static class DiskDevicesReader
{
    public static void Read(XmlCursor devices, Domain domain)
    {
        foreach (XmlCursor controller in devices.Children("controller"))
        {
            ControllerList.Insert(domain.Controllers, ControllerReader.Read(controller));
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
    }
}
