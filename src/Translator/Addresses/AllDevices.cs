using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>Every device of a domain, kind by kind.</summary>
internal static class AllDevices
{
    public static IEnumerable<Device> Of(Domain domain)
    {
        IReadOnlyList<Device>[] lists =
        [
            domain.Disks, domain.Interfaces, domain.Sounds, domain.Hostdevs, domain.Videos, domain.Controllers, domain.Smartcards, domain.Serials, domain.Parallels,
            domain.Channels, domain.Consoles, domain.Inputs, domain.Filesystems, domain.Watchdogs, domain.Rngs, domain.Hubs, domain.Shmems, domain.Tpms, domain.Panics,
            domain.MemoryDevices, domain.Redirdevs, domain.Cryptos, domain.Graphics, domain.Audios,
        ];
        foreach (IReadOnlyList<Device> list in lists)
        {
            foreach (Device device in list)
            {
                yield return device;
            }
        }

        Device?[] singles = [domain.Memballoon, domain.Nvram, domain.Iommu, domain.Vsock, domain.Pstore];
        foreach (Device? device in singles)
        {
            if (device is not null)
            {
                yield return device;
            }
        }
    }
}
