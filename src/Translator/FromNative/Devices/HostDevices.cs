using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Devices of the host: PCI, mediated, USB, SCSI, vhost-scsi.</summary>
internal static class HostDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        string driver = device.Kind;
        VirtioName virtio = VirtioName.Of(driver);
        XElement? hostdev = driver switch
        {
            "vfio-pci" or "vfio-pci-nohotplug" or "vfio-ccw" or "vfio-ap" => Vfio(device),
            "usb-host" => Usb(device),
            "scsi-generic" => Scsi(native, device),
            _ when virtio.Base == "vhost-scsi" => Element(
                "hostdev", Attribute("mode", "subsystem"), Attribute("type", "scsi_host"), Attribute("managed", "no"),
                    Attribute("model", virtio.IsPlain ? null : virtio.Model),
                Element("source", Attribute("protocol", "vhost"), Attribute("wwpn", device.Take("wwpn")))),
            _ => null,
        };
        if (hostdev is null)
        {
            return false;
        }

        device.Take();
        device.Take("vhostfd");
        if (device.Take("failover_pair_id") is { } persistent)
        {
            hostdev.Add(Element("teaming", Attribute("type", "transient"), Attribute("persistent", persistent)));
        }

        hostdev.Add(AddressElements.Common(native, device));
        native.Devices.Add(hostdev);
        return true;
    }

    private static XElement? Vfio(NativeOption device)
    {
        string? display = device.TakeSwitch("display");
        string? ramfb = device.TakeSwitch("ramfb");
        if (device.Take("sysfsdev") is { } path)
        {
            string name = path[(path.LastIndexOf('/') + 1)..];
            string model = device.Kind is "vfio-ccw" or "vfio-ap" ? device.Kind : "vfio-pci";
            return Element(
                "hostdev", Attribute("mode", "subsystem"), Attribute("type", "mdev"), Attribute("managed", "no"), Attribute("model", model),
                    Attribute("display", display),
                Attribute("ramfb", ramfb), Element("source", With("address", "uuid", name)));
        }

        string[] parts = (device.Take("host") ?? "").Split(':', '.');
        if (parts.Length is not (3 or 4))
        {
            return null;
        }

        string domain = parts.Length == 4 ? parts[0] : "0000";
        return Element(
            "hostdev", Attribute("mode", "subsystem"), Attribute("type", "pci"), Attribute("managed", "yes"), Attribute("display", display),
                Attribute("ramfb", ramfb),
            With("driver", "name", "vfio"),
            Element("source", Element(
                "address", Attribute("domain", "0x" + domain), Attribute("bus", "0x" + parts[^3]), Attribute("slot", "0x" + parts[^2]),
                    Attribute("function", "0x" + parts[^1]))));
    }

    private static XElement Usb(NativeOption device)
    {
        var source = new XElement("source");
        string? guestReset = device.TakeSwitch("guest-reset");
        string? allResets = device.TakeSwitch("guest-resets-all");
        source.SetAttributeValue("guestReset", (guestReset, allResets) switch
        {
            ("off", _) => "off",
            (_, "off") => "uninitialized",
            ("on", _) or (_, "on") =>
            "on",
            _ => null
        });
        if (device.Take("hostdevice") is { } path && path.Split('/') is { Length: >= 2 } parts)
        {
            source.Add(Element("address", Attribute("bus", parts[^2].TrimStart('0')), Attribute("device", parts[^1].TrimStart('0'))));
        }
        else if (device.TakeNumber("vendorid") is { } vendor)
        {
            source.Add(With("vendor", "id", "0x" + vendor.ToString("x4", CultureInfo.InvariantCulture)));
            source.Add(With("product", "id", "0x" + (device.TakeNumber("productid") ?? 0).ToString("x4", CultureInfo.InvariantCulture)));
        }
        else
        {
            source.Add(Element("address", Attribute("bus", device.Take("hostbus")), Attribute("device", device.Take("hostaddr"))));
        }

        return Element("hostdev", Attribute("mode", "subsystem"), Attribute("type", "usb"), Attribute("managed", "yes"), source);
    }

    private static XElement? Scsi(NativeCommand native, NativeOption device)
    {
        if (native.Find("-blockdev", device.Peek("drive")) is not { } node)
        {
            return null;
        }

        device.Take("drive");
        BlockNode block = BlockNode.Take(native, node);
        var source = new XElement("source");
        if (block.SourceType == "network")
        {
            source = block.Source!;
        }
        else
        {
            int count = native.Devices.Elements("hostdev").Count(h => h.Attribute("type")?.Value == "scsi");
            native.Warn(
                $"{device.Id} is {block.Source?.Attribute("dev")?.Value}: the adapter and address behind it do not stand on the command line, scsi_host0 "
                + $"0:0:{count} is a stand-in");
            source.Add(With("adapter", "name", "scsi_host0"), Element("address", Attribute("bus", "0"), Attribute("target", "0"), Attribute("unit", count)));
        }

        var hostdev = Element("hostdev", Attribute("mode", "subsystem"), Attribute("type", "scsi"), Attribute("managed", "no"), source, block.IsReadOnly
            ? new XElement("readonly") : null);
        hostdev.Add(device.TakeSwitch("share-rw") == "on" ? new XElement("shareable") : null);
        if (device.Take("bus") is { } bus)
        {
            bool hasChannel = device.Peek("channel") is not null;
            long channel = device.TakeNumber("channel") ?? 0;
            long target = device.TakeNumber("scsi-id") ?? 0;
            long lun = device.TakeNumber("lun") ?? 0;
            hostdev.Add(AddressElements.Drive(native.IndexOf("scsi", bus.Split('.')[0], "scsi"), channel, hasChannel ? target : 0, hasChannel ? lun : target));
        }

        return hostdev;
    }
}
