using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using VirshLite.Translator;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>Devices of the host that guests are given: graphics, USB, SCSI, CD-ROM.</summary>
internal static partial class HostDevices
{
    private const uint CdromDriveStatus = 0x5326;
    private const int CurrentSlot = int.MaxValue;
    private const int OpenNonBlocking = 0x800;
    private const int OpenCloseOnExec = 0x80000;

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
                devices.Add(new(bus, number, vendor, product));
            }
        }

        devices.Sort((x, y) => (x.Bus, x.Device).CompareTo((y.Bus, y.Device)));
        return devices;
    }

    /// <param name="adapter"><c>scsi_hostN</c>.</param>
    public static string? ScsiGenericName(HostFiles files, string adapter, uint bus, uint target, ulong unit)
    {
        const string Prefix = "scsi_host";
        string host = adapter.StartsWith(Prefix, StringComparison.Ordinal) ? adapter[Prefix.Length..] : adapter;
        IReadOnlyList<string> names = files.Names(string.Create(CultureInfo.InvariantCulture, $"/sys/bus/scsi/devices/{host}:{bus}:{target}:{unit}/scsi_generic"));
        return names.Count > 0 ? names[0] : null;
    }

    /// <summary>Whether the device answers as a CD-ROM drive does; a disc need not be in.</summary>
    public static bool IsCdromDrive(string path)
    {
        if (FileStatus.Of(path) is not { } status || (status.Mode & 0xf000) != 0x6000)
        {
            return false;
        }

        using SafeFileHandle file = new(Open(path, OpenNonBlocking | OpenCloseOnExec), ownsHandle: true);
        return !file.IsInvalid && Ioctl(file, CdromDriveStatus, CurrentSlot) >= 0;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ioctl(SafeFileHandle file, nuint request, nint argument);
}
