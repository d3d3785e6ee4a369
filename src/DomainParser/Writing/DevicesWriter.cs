using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>All devices in the order in which libvirt prints them (completion.md 6.20).</summary>
internal static class DevicesWriter
{
    public static void Write(XmlOutput xml, Domain domain)
    {
        DiskDevicesWriter.Write(xml, domain);

        OtherDevicesWriter.WriteBeforeHostdevs(xml, domain);
        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            if (hostdev.Interface is null)
            {
                HostdevWriter.Write(xml, hostdev);
            }
        }

        OtherDevicesWriter.WriteAfterHostdevs(xml, domain);
        foreach (MemoryDevice memory in domain.MemoryDevices)
        {
            MemoryDeviceWriter.Write(xml, memory);
        }

        OtherDevicesWriter.WriteAfterMemoryDevices(xml, domain);
    }
}
