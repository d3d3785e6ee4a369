using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>PCI devices of the host.</summary>
internal static class HostPci
{
    private const string Directory = "/sys/bus/pci/devices";
    private const int ConventionalConfigSize = 256;
    private const byte ExpressCapability = 0x10;

    public static HostPciDevice? Find(HostFiles files, PciAddress address)
    {
        string device = $"{Directory}/{PciName.Of(address)}";
        if (!files.Exists(device))
        {
            return null;
        }

        uint? group = uint.TryParse(files.LinkName(device + "/iommu_group"), NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
        return new(!IsExpress(files, device + "/config"), group);
    }

    public static IReadOnlyList<PciAddress> All(HostFiles files) => [.. files.Names(Directory).Select(PciName.Parse).OfType<PciAddress>()];

    /// <summary>The IOMMU group of a mediated device; null where there is no such device.</summary>
    public static uint? GroupOfMediated(HostFiles files, Guid uuid) =>
        uint.TryParse(files.LinkName($"/sys/bus/mdev/devices/{uuid:D}/iommu_group"), NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? number : null;

    /// <summary>
    /// The device has the PCI Express capability. Without privileges only the first 64 bytes can be read; then the size of the configuration space tells.
    /// </summary>
    private static bool IsExpress(HostFiles files, string path)
    {
        byte[] config = files.Bytes(path, ConventionalConfigSize);
        if (config.Length < ConventionalConfigSize)
        {
            return FileStatus.Of(files.At(path)) is { } status && status.Size > ConventionalConfigSize;
        }

        // bit 4 of the status register: there is a list of capabilities
        int at = (config[6] & 0x10) != 0 ? config[0x34] & 0xfc : 0;
        for (int steps = 0; at >= 0x40 && steps < 48; steps++)
        {
            if (config[at] == ExpressCapability)
            {
                return true;
            }

            at = config[at + 1] & 0xfc;
        }

        return false;
    }
}
