using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Boot;

/// <summary>The devices that a guest can boot from, kinds and lists in order. A host device that stands for an interface is the interface.</summary>
internal static class BootableDevices
{
    public static IEnumerable<Device> Of(Domain domain)
    {
        foreach (Disk disk in domain.Disks)
        {
            yield return disk;
        }

        foreach (Interface net in domain.Interfaces)
        {
            yield return net;
        }

        foreach (Filesystem filesystem in domain.Filesystems)
        {
            yield return filesystem;
        }

        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            if (hostdev.Interface is null)
            {
                yield return hostdev;
            }
        }

        foreach (Redirdev redirdev in domain.Redirdevs)
        {
            yield return redirdev;
        }
    }
}
