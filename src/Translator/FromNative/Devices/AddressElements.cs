using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Where a device sits, out of its properties: PCI, CCW, USB, spapr-vio, ISA, virtio-mmio. What has no address gets none.</summary>
internal static class AddressElements
{
    /// <summary>The address, acpi index, boot order, ROM and user alias of a device: what every device may have.</summary>
    public static IEnumerable<XElement> Common(NativeCommand native, NativeOption device)
    {
        string? id = device.Take("id");
        if (device.Take("bootindex") is { } index)
        {
            yield return Element("boot", Attribute("order", index), Attribute("loadparm", device.Take("loadparm") ?? (index == "1" ? native.Loadparm : null)));
        }

        if (device.Take("acpi-index") is { } acpi)
        {
            yield return With("acpi", "index", acpi)!;
        }

        string? file = device.Take("romfile");
        string? bar = device.TakeSwitch("rombar");
        if (file is not null || bar is not null)
        {
            yield return file?.Length == 0
                ? Element("rom", Attribute("enabled", "no"))
                : Element("rom", Attribute("bar", bar), Attribute("file", file));
        }

        if (NativeCommand.AliasOf(id) is { } alias)
        {
            yield return alias;
        }

        if (Of(native, device, id) is { } address)
        {
            yield return address;
        }
    }

    private static XElement? Of(NativeCommand native, NativeOption device, string? id)
    {
        if (device.Take("devno") is { } devno)
        {
            string[] parts = devno.Split('.');
            return parts.Length == 3
                ? Element("address", Attribute("type", "ccw"), Attribute("cssid", "0x" + parts[0]), Attribute("ssid", "0x" + parts[1]),
                    Attribute("devno", "0x" + parts[2]))
                : null;
        }

        string? bus = device.Peek("bus");
        if (device.Peek("addr") is not null)
        {
            return Pci(native, device, id);
        }

        if (device.Take("port") is { } port)
        {
            device.Take("bus");
            return Element("address", Attribute("type", "usb"), Attribute("bus", UsbBus(native, bus)), Attribute("port", port));
        }

        if (device.TakeNumber("reg") is { } reg)
        {
            return Element("address", Attribute("type", "spapr-vio"), Attribute("reg", "0x" + reg.ToString("x8", CultureInfo.InvariantCulture)));
        }

        long? iobase = device.TakeNumber("iobase") ?? device.TakeNumber("ioport");
        long? irq = device.TakeNumber("irq");
        if (iobase is not null || irq is not null)
        {
            return Element("address", Attribute("type", "isa"), Attribute("iobase", Hex(iobase)), Attribute("irq", Hex(irq)));
        }

        if (device.Kind.EndsWith("-device", StringComparison.Ordinal) && device.Kind.StartsWith("virtio-", StringComparison.Ordinal))
        {
            return With("address", "type", "virtio-mmio");
        }

        if (bus is not null && device.Kind.StartsWith("usb-", StringComparison.Ordinal))
        {
            device.Take("bus");
            return Element("address", Attribute("type", "usb"), Attribute("bus", UsbBus(native, bus)));
        }

        return null;
    }

    /// <summary>addr is SLOT or SLOT.FUNCTION, hexadecimal with 0x (hand-written ones also without).</summary>
    private static XElement Pci(NativeCommand native, NativeOption device, string? id)
    {
        string[] place = device.Take("addr")!.Split('.');
        string bus = device.Take("bus") ?? "pci.0";
        var address = Element(
            "address",
            Attribute("type", "pci"),
            Attribute("domain", "0x0000"),
            Attribute("bus", "0x" + native.PciIndexOf(bus).ToString("x2", CultureInfo.InvariantCulture)),
            Attribute("slot", Hex(place[0])),
            Attribute("function", Hex(place.Length > 1 ? place[1] : "0")),
            Attribute("multifunction", device.TakeSwitch("multifunction")));
        if (id is not null && native.Options.Find(o => o is { Name: "-device", IsTaken: false, Kind: "zpci" } && o.Peek("target") == id) is { } zpci)
        {
            zpci.Take();
            address.Add(Element("zpci", Attribute("uid", zpci.Take("uid")), Attribute("fid", zpci.Take("fid"))));
        }

        return address;
    }

    private static int UsbBus(NativeCommand native, string? bus)
    {
        string id = bus is null ? "usb" : bus.EndsWith(".0", StringComparison.Ordinal) ? bus[..^2] : bus;
        return id is "usb-bus" ? 0 : native.IndexOf("usb", id, "usb");
    }

    private static string? Hex(long? number) => number is { } value ? "0x" + value.ToString("x", CultureInfo.InvariantCulture) : null;

    private static string? Hex(string? number) => number is null ? null
        : number.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? number
        : "0x" + (long.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long value) ? value : 0)
            .ToString("x", CultureInfo.InvariantCulture);

    /// <summary>A place behind a controller with buses, targets and units.</summary>
    public static XElement Drive(long controller, long bus, long target, long unit) => Element(
        "address", Attribute("type", "drive"), Attribute("controller", controller), Attribute("bus", bus), Attribute("target", target),
            Attribute("unit", unit));
}
