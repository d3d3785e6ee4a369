using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>All devices that can have an address, in the one order that the rules mean by "the walk" (addresses.md 1.5).</summary>
internal static class DeviceWalk
{
    public static List<Device> Of(Domain domain)
    {
        var devices = new List<Device>(32);
        devices.AddRange(domain.Disks);
        devices.AddRange(domain.Interfaces);
        devices.AddRange(domain.Sounds);
        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            // one behind an interface shares the interface's address
            if (hostdev.Interface is null)
            {
                devices.Add(hostdev);
            }
        }

        devices.AddRange(domain.Videos);
        devices.AddRange(domain.Controllers);
        devices.AddRange(domain.Smartcards);
        devices.AddRange(domain.Serials);
        devices.AddRange(domain.Parallels);
        devices.AddRange(domain.Channels);
        for (int i = 0; i < domain.Consoles.Count; i++)
        {
            if (i > 0 || domain.Consoles[i].TargetType != ConsoleTarget.Serial)
            {
                devices.Add(domain.Consoles[i]);
            }
        }

        devices.AddRange(domain.Inputs);
        devices.AddRange(domain.Filesystems);
        devices.AddRange(domain.Watchdogs);
        AddOne(devices, domain.Memballoon);
        devices.AddRange(domain.Rngs);
        AddOne(devices, domain.Nvram);
        devices.AddRange(domain.Hubs);
        devices.AddRange(domain.Shmems);
        devices.AddRange(domain.Tpms);
        devices.AddRange(domain.Panics);
        devices.AddRange(domain.MemoryDevices);
        devices.AddRange(domain.Redirdevs);
        AddOne(devices, domain.Iommu);
        AddOne(devices, domain.Vsock);
        devices.AddRange(domain.Cryptos);
        AddOne(devices, domain.Pstore);
        return devices;
    }

    private static void AddOne(List<Device> devices, Device? device)
    {
        if (device is not null)
        {
            devices.Add(device);
        }
    }
}
