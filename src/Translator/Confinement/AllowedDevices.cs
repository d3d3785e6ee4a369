using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Confinement;

/// <summary>
/// A device node, or a class of them (<c>char-pts</c>), that a guest may open; <paramref name="Access"/> is r or rw, never m: QEMU makes no nodes.
/// </summary>
public sealed record AllowedDevice(string Path, string Access);

/// <summary>The nodes that a guest's control group lets it open (confinement.md 7.3). What is handed over as a descriptor needs none.</summary>
public static class AllowedDevices
{
    private const string ReadWrite = "rw";

    /// <param name="domain">As it starts.</param>
    /// <param name="opened">What it opens by path.</param>
    /// <param name="settings">The nodes that every guest has.</param>
    /// <param name="isDevice">Whether a path is a node.</param>
    public static IReadOnlyList<AllowedDevice> Of(Domain domain, IEnumerable<GuestResource> opened, ConfinementSettings settings, Func<string, bool> isDevice)
    {
        var devices = new List<AllowedDevice> { new("char-pts", ReadWrite) };
        devices.AddRange(settings.DeviceNodes.Where(isDevice).Select(n => new AllowedDevice(n, ReadWrite)));
        devices.AddRange(opened.Where(f => isDevice(f.Path)).Select(f => new AllowedDevice(f.Path, f.IsReadOnly || f.IsBelow ? "r" : ReadWrite)));
        devices.AddRange(domain.Rngs.Select(r => r.File).OfType<string>().Where(isDevice).Select(f => new AllowedDevice(f, ReadWrite)));
        if (domain.Hostdevs.Exists(h => h.Source is PciHostdevSource or MdevHostdevSource) || domain.Disks.Exists(d => d.Source.Type == StorageType.Nvme)
            || domain.Interfaces.Exists(i => i.ActualType == InterfaceType.Hostdev))
        {
            devices.Add(new("/dev/vfio/vfio", ReadWrite));
            devices.Add(new("char-vfio", ReadWrite));
        }

        if (domain.Hostdevs.Exists(h => h.Source is UsbHostdevSource))
        {
            devices.Add(new("char-usb_device", ReadWrite));
        }

        if (domain.Hostdevs.Exists(h => h.Source is ScsiHostdevSource { Iscsi: null }))
        {
            devices.Add(new("char-sg", ReadWrite));
        }

        if (domain.Disks.Exists(d => d.Source.Reservations is { Managed: true }) && isDevice("/dev/mapper/control"))
        {
            devices.Add(new("/dev/mapper/control", ReadWrite));
        }

        bool hearsHost = domain.Graphics.Exists(g => g is SdlGraphics) || domain.Audios.Exists(a => a.Type is AudioType.Alsa or AudioType.Oss);
        if (domain.Sounds.Count > 0 && hearsHost)
        {
            devices.Add(new("char-alsa", ReadWrite));
        }

        if (domain.Videos.Exists(v => v.Blob == true) && isDevice("/dev/udmabuf"))
        {
            devices.Add(new("/dev/udmabuf", ReadWrite));
        }

        return [.. devices.DistinctBy(d => d.Path)];
    }
}
