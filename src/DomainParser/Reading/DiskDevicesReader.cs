using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>Disks, controllers, leases, filesystems, interfaces, host devices and memory devices.</summary>
internal static class DiskDevicesReader
{
    public static void Read(XmlCursor devices, Domain domain)
    {
    }
}
