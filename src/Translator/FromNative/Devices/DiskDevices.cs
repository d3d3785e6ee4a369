using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Disks: the device and the block nodes or the drive behind it.</summary>
internal static class DiskDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        VirtioName virtio = VirtioName.Of(device.Kind);
        (string Bus, string Kind)? what = virtio.Base switch
        {
            "virtio-blk" or "vhost-user-blk" => ("virtio", device.Peek("scsi") == "on" ? "lun" : "disk"),
            "ide-hd" or "ide-drive" => (IsSata(native, device) ? "sata" : "ide", "disk"),
            "ide-cd" => (IsSata(native, device) ? "sata" : "ide", "cdrom"),
            "scsi-hd" or "scsi-disk" => ("scsi", "disk"),
            "scsi-cd" => ("scsi", "cdrom"),
            "scsi-block" => ("scsi", "lun"),
            "usb-storage" => ("usb", "disk"),
            "floppy" => ("fdc", "floppy"),
            _ => null,
        };
        if (what is not { } found)
        {
            return false;
        }

        var disk = new XElement("disk");
        if (!AddBackend(native, device, disk, out NativeBackend backend))
        {
            return false;
        }

        device.Take();
        string kind = found.Kind == "disk" && backend.IsCdrom ? "cdrom" : found.Kind;
        disk.SetAttributeValue("device", kind);
        disk.SetAttributeValue("model", virtio.Base == "virtio-blk" && !virtio.IsPlain ? virtio.Model : null);
        string? alias = device.Peek("id");
        XElement? address = Place(native, device, found.Bus);
        Driver(native, device, disk, backend, virtio);
        disk.Add(backend.Source, backend.Backing, backend.Filters);
        Details(native, device, disk, kind, found.Bus, backend);
        string target = DiskTargets.Next(native, found.Bus, alias);
        disk.Add(Element(
            "target", Attribute("dev", target), Attribute("bus", found.Bus),
                Attribute("removable", found.Bus is "usb" or "scsi" ? device.TakeSwitch("removable") : null),
            Attribute("rotation_rate", device.Take("rotation_rate"))));
        disk.Add(AddressElements.Common(native, device));
        disk.Add(address);
        native.Devices.Add(disk);
        return true;
    }

    /// <summary>On q35 the chipset's own disks are SATA, and so are those behind an AHCI controller.</summary>
    private static bool IsSata(NativeCommand native, NativeOption device)
    {
        string bus = device.Peek("bus") ?? "";
        return bus.StartsWith("sata", StringComparison.Ordinal)
            || (bus.StartsWith("ide.", StringComparison.Ordinal) || bus.Length == 0
                ? native.IsQ35 : native.Controllers.ContainsKey("sata:" + bus.Split('.')[0]));
    }

    private static bool AddBackend(NativeCommand native, NativeOption device, XElement disk, out NativeBackend backend)
    {
        backend = new NativeBackend();
        if (device.Kind.StartsWith("vhost-user-blk", StringComparison.Ordinal))
        {
            string? id = device.Peek("chardev");
            if (native.Find("-chardev", id) is not { } socket)
            {
                return false;
            }

            socket.Take();
            device.Take("chardev");
            disk.SetAttributeValue("type", "vhostuser");
            backend.Source = Element("source", Attribute("type", "unix"), Attribute("path", socket.Take("path")), ChardevElements.Reconnect(socket));
            backend.IsVhostUser = true;
            return true;
        }

        string? drive = device.Peek("drive");
        if (drive is null)
        {
            // an empty drive
            disk.SetAttributeValue("type", "file");
            return true;
        }

        if (native.Find("-blockdev", drive) is { } node)
        {
            device.Take("drive");
            backend.Fill(BlockNode.Take(native, node));
        }
        else if (native.Find("-drive", drive) is { } old && NativeBackend.IsPlain(old))
        {
            device.Take("drive");
            backend.Fill(native, old);
        }
        else
        {
            return false;
        }

        disk.SetAttributeValue("type", backend.Type);
        return true;
    }

    private static void Driver(NativeCommand native, NativeOption device, XElement disk, NativeBackend backend, VirtioName virtio)
    {
        string? writeCache = device.TakeSwitch("write-cache");
        long? queues = device.TakeNumber("num-queues");
        string? iothread = device.Take("iothread");
        var driver = Element(
            "driver",
            Attribute("name", "qemu"),
            Attribute("type", backend.IsVhostUser ? "raw" : backend.Format),
            Attribute("cache", backend.Cache(writeCache)),
            Attribute("error_policy", Policy(device.Take("werror") ?? backend.WriteError)),
            Attribute("rerror_policy", Policy(device.Take("rerror") ?? backend.ReadError)),
            Attribute("io", backend.Io),
            Attribute("ioeventfd", device.TakeSwitch("ioeventfd")),
            Attribute("event_idx", device.TakeSwitch("event_idx")),
            Attribute("copy_on_read", backend.CopyOnRead ? "on" : null),
            Attribute("discard", backend.Discard),
            Attribute("iothread", iothread is null ? null : native.IoThreads.GetValueOrDefault(iothread, 1).ToString(CultureInfo.InvariantCulture)),
            Attribute("detect_zeroes", backend.DetectZeroes),
            Attribute("queues", queues),
            Attribute("queue_size", device.Take("queue-size")),
            Attribute("discard_no_unref", backend.DiscardNoUnref),
            VirtioName.Options(device));
        driver.Add(IoThreadMapping.Of(native, device));
        if (backend.MetadataCache is { } cache)
        {
            driver.Add(Element("metadata_cache", Element("max_size", Attribute("unit", "bytes"), cache)));
        }

        if (backend.Source is null && backend.Cache(writeCache) is null && !driver.HasElements)
        {
            driver.SetAttributeValue("type", "raw");
        }

        disk.Add(driver);
    }

    private static string? Policy(string? word) => word switch { "enospc" => "enospace", "stop" or "report" or "ignore" => word, _ => null };

    private static void Details(NativeCommand native, NativeOption device, XElement disk, string kind, string bus, NativeBackend backend)
    {
        if (kind == "lun" && bus == "virtio")
        {
            device.Take("scsi");
        }

        device.Ignore("scsi", "off");
        if (backend.IsReadOnly && kind is not "cdrom")
        {
            disk.Add(new XElement("readonly"));
        }

        if (kind == "cdrom")
        {
            disk.Add(new XElement("readonly"));
        }

        disk.Add(device.TakeSwitch("share-rw") == "on" ? new XElement("shareable") : null);
        string? serial = device.Take("serial")?.Replace("\\ ", " ", StringComparison.Ordinal) ?? backend.Serial;
        string? deviceId = device.Take("device_id");
        if (serial is null && deviceId is not null && !deviceId.StartsWith("drive-", StringComparison.Ordinal))
        {
            serial = deviceId;
        }

        disk.Add(Text("serial", serial));
        disk.Add(device.TakeNumber("wwn") is { } wwn ? Text("wwn", wwn.ToString("x16", CultureInfo.InvariantCulture)) : null);
        disk.Add(Text("vendor", device.Take("vendor")), Text("product", device.TakeAny("product", "model")));
        string? logical = device.Take("logical_block_size");
        string? physical = device.Take("physical_block_size");
        string? granularity = device.Take("discard_granularity");
        if (logical is not null || physical is not null || granularity is not null)
        {
            disk.Add(Element(
                "blockio", Attribute("logical_block_size", logical), Attribute("physical_block_size", physical),
                    Attribute("discard_granularity", granularity)));
        }

        if (device.Take("cyls") is { } cylinders)
        {
            disk.Add(Element(
                "geometry", Attribute("cyls", cylinders), Attribute("heads", device.Take("heads")), Attribute("secs", device.Take("secs")),
                    Attribute("trans", device.Take("bios-chs-trans"))));
        }

        if (backend.Throttling is { } limits)
        {
            disk.Add(limits);
        }

    }

    private static XElement? Place(NativeCommand native, NativeOption device, string bus)
    {
        string id = device.Peek("bus") ?? "";
        string[] parts = id.Split('.');
        long second = parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
        switch (bus)
        {
            case "ide" when id.Length > 0:
                device.Take("bus");
                return AddressElements.Drive(0, second, 0, device.TakeNumber("unit") ?? 0);
            case "sata" when id.Length > 0:
                device.Take("bus");
                device.Ignore("unit", "0");
                return AddressElements.Drive(parts[0] == "ide" ? 0 : native.IndexOf("sata", parts[0], "sata"), 0, 0, second);
            case "scsi" when id.Length > 0:
                device.Take("bus");
                // the old controllers without targets have their disks' places in scsi-id alone
                bool hasTargets = device.Peek("channel") is not null || device.Peek("lun") is not null;
                long channel = device.TakeNumber("channel") ?? 0;
                long target = device.TakeNumber("scsi-id") ?? 0;
                long lun = device.TakeNumber("lun") ?? 0;
                return AddressElements.Drive(native.IndexOf("scsi", parts[0], "scsi"), channel, hasTargets ? target : 0, hasTargets ? lun : target);
            case "fdc":
                device.Take("bus");
                return AddressElements.Drive(0, 0, 0, device.TakeNumber("unit") ?? 0);
            default:
                return null;
        }
    }
}
