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

        foreach (XmlCursor nic in devices.Children("interface"))
        {
            domain.Interfaces.Add(InterfaceReader.Read(nic));
        }
    }
}
