using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>Devices of the host that guests are given: graphics, USB, SCSI, CD-ROM.</summary>
internal static class HostDevices
{
    private const uint CdromDriveStatus = 0x5326;
    private const int CurrentSlot = int.MaxValue;

    /// <summary>The first DRM render node by name.</summary>
    public static string? RenderNode(HostFiles files)
    {
        foreach (string name in files.Names("/dev/dri"))
        {
            if (name.StartsWith("renderD", StringComparison.Ordinal))
            {
                return "/dev/dri/" + name;
            }
        }

        return null;
    }

    public static IReadOnlyList<HostUsbDevice> UsbDevices(HostFiles files)
    {
        const string Directory = "/sys/bus/usb/devices";
        var devices = new List<HostUsbDevice>();
        foreach (string name in files.Names(Directory))
        {
            string device = $"{Directory}/{name}";

            // names with a colon are interfaces of a device
            if (!name.Contains(':', StringComparison.Ordinal) &&
                files.Number(device + "/busnum") is { } bus &&
                files.Number(device + "/devnum") is { } number &&
                files.Hex(device + "/idVendor") is { } vendor &&
                files.Hex(device + "/idProduct") is { } product)
            {
                devices.Add(new(bus, number, vendor, product, files.Line(device + "/devpath") is { Length: > 0 } port and not "0" ? port : null));
            }
        }

        return [.. devices.OrderBy(d => d.Bus).ThenBy(d => d.Device)];
    }

    /// <param name="adapter"><c>scsi_hostN</c>.</param>
    public static string? ScsiGenericName(HostFiles files, string adapter, uint bus, uint target, ulong unit)
    {
        const string Prefix = "scsi_host";
        string host = adapter.StartsWith(Prefix, StringComparison.Ordinal) ? adapter[Prefix.Length..] : adapter;
        IReadOnlyList<string> names = files.Names(string.Create(CultureInfo.InvariantCulture,
            $"/sys/bus/scsi/devices/{host}:{bus}:{target}:{unit}/scsi_generic"));
        return names.Count > 0 ? names[0] : null;
    }

    /// <summary>Whether the device answers as a CD-ROM drive does; a disc need not be in.</summary>
    public static bool IsCdromDrive(string path)
    {
        if (FileStatus.Of(path) is not { } status || (status.Mode & 0xf000) != 0x6000)
        {
            return false;
        }

        using var drive = new FileDescriptor(Libc.open(path, Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_CLOEXEC, 0));
        return !drive.IsInvalid && Libc.ioctl(drive, CdromDriveStatus, CurrentSlot) >= 0;
    }
}
