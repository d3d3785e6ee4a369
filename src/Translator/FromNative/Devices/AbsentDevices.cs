using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>What libvirt would add by itself although the command line does not have it, and what QEMU adds to a line without -nodefaults.</summary>
internal static class AbsentDevices
{
    public static void Add(NativeCommand native)
    {
        bool hasGraphics = native.Devices.Elements("graphics").Any();
        bool hasVideo = native.Devices.Elements("video").Any();
        string? vga = native.TakeValue("-vga");
        bool isTextOnly = native.TakeFlag("-nographic");
        if (!hasVideo)
        {
            string? model = vga switch { "std" => "vga", "vmware" => "vmvga", "none" => "none", null => null, var word => word };
            if (model is null && !native.HasNoDefaults && hasGraphics)
            {
                model = native.IsModern ? "virtio" : "vga";
            }

            if (model is not null || hasGraphics)
            {
                native.Devices.Add(Element("video", With("model", "type", model ?? "none")));
            }
        }

        if (isTextOnly && !native.Devices.Elements("serial").Any())
        {
            native.Devices.Add(Element("serial", Attribute("type", "pty")), Element("console", Attribute("type", "pty")));
            native.Warn("-nographic put the serial port on the terminal: here it is a pty, which `console` reaches");
        }

        Usb(native);
        if (!native.IsModern)
        {
            SmallDevices.AddAbsent(native);
        }

        Boot(native);
    }

    private static void Usb(NativeCommand native)
    {
        bool hasController = native.Devices.Elements("controller").Any(c => c.Attribute("type")?.Value == "usb");
        bool isWanted = native.TakeFlag("-usb") || native.HasUsb
            || native.Devices.Elements().Any(d => d.Attribute("bus")?.Value == "usb" || d.Element("target")?.Attribute("bus")?.Value == "usb");
        if (!hasController && !isWanted && !native.Arch.StartsWith("s390", StringComparison.Ordinal))
        {
            native.Devices.Add(Element("controller", Attribute("type", "usb"), Attribute("index", "0"), Attribute("model", "none")));
        }
    }

    /// <summary>
    /// Without a word on booting libvirt gives the first hard disk an index; where the command line has none, a class is named that has no device.
    /// </summary>
    private static void Boot(NativeCommand native)
    {
        XElement os = native.Domain.Element("os")!;
        if (native.Devices.Descendants("boot").Any() || native.BootOrder.Count > 0 || !native.HasNoDefaults)
        {
            return;
        }

        List<string> kinds = [.. native.Devices.Elements("disk").Select(d => d.Attribute("device")?.Value ?? "disk")];
        string? free = !native.Devices.Elements("interface").Any() ? "network" : !kinds.Contains("floppy") ? "fd" : !kinds.Contains("cdrom") ? "cdrom" : null;
        bool hasDisk = kinds.Exists(kind => kind is "disk" or "lun");
        if (hasDisk && free is not null)
        {
            os.Add(With("boot", "dev", free));
        }
    }
}
