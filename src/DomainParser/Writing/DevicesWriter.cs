using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>All devices in the order in which libvirt prints them (completion.md 6.20).</summary>
internal static class DevicesWriter
{
    public static void Write(XmlOutput xml, Domain domain)
    {
        foreach (Controller controller in domain.Controllers)
        {
            ControllerWriter.Write(xml, controller);
        }

        foreach (Interface nic in domain.Interfaces)
        {
            InterfaceWriter.Write(xml, nic);
        }

        OtherDevicesWriter.WriteBeforeHostdevs(xml, domain);
        OtherDevicesWriter.WriteAfterHostdevs(xml, domain);
        OtherDevicesWriter.WriteAfterMemoryDevices(xml, domain);
    }
}
