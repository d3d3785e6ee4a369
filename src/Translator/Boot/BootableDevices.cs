using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;

namespace VirshLite.Translator.Boot;

/// <summary>The devices that a guest can boot from, kinds and lists in order. A host device that stands for an interface is the interface.</summary>
internal static class BootableDevices
{
    public static IEnumerable<Device> Of(Domain domain)
    {
        foreach (DeviceRow row in DeviceTable.BootOrder)
        {
            foreach (Device device in row.Kind.Of(domain))
            {
                if (device is not Hostdev { Interface: not null })
                {
                    yield return device;
                }
            }
        }
    }
}
