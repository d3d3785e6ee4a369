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
    private const string VfioClass = "char-vfio";
    private const string UsbClass = "char-usb_device";

    /// <summary>
    /// How a device that is plugged in is named to the control group: by itself, or by its class where its node is still to come; null: it is none.
    /// </summary>
    public static string? SpecifierOf(string path, Func<string, bool> isDevice) =>
        path.StartsWith("/dev/vfio/", StringComparison.Ordinal) && path != PrivateNodes.Vfio ? VfioClass
        : path.StartsWith("/dev/bus/usb/", StringComparison.Ordinal) ? UsbClass
        : isDevice(path) ? path : null;

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
        if (PrivateNodes.UsesVfio(domain))
        {
            devices.Add(new(PrivateNodes.Vfio, ReadWrite));
            devices.Add(new(VfioClass, ReadWrite));
        }

        if (domain.Hostdevs.Exists(h => h.Source is UsbHostdevSource))
        {
            devices.Add(new(UsbClass, ReadWrite));
        }

        if (domain.Hostdevs.Exists(h => h.Source is ScsiHostdevSource { Iscsi: null }))
        {
            devices.Add(new("char-sg", ReadWrite));
        }

        if (domain.Disks.Exists(d => d.Source.Reservations is { Managed: true }) && isDevice("/dev/mapper/control"))
        {
            devices.Add(new("/dev/mapper/control", ReadWrite));
        }

        if (PrivateNodes.HearsHost(domain))
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
