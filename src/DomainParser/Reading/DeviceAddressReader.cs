using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;address type=…&gt;; number bases and limits by addresses.md 5 and 7.</summary>
internal static class DeviceAddressReader
{
    public static DeviceAddress Read(XmlCursor cursor)
    {
        DeviceAddress address = cursor.RequiredText("type") switch
        {
            "pci" => Pci(cursor),
            "drive" => new DriveAddress
            {
                Controller = cursor.UInt("controller") ?? 0,
                Bus = cursor.UInt("bus") ?? 0,
                Target = cursor.UInt("target") ?? 0,
                Unit = cursor.UInt("unit") ?? 0,
            },
            "virtio-serial" => new VirtioSerialAddress
            {
                Controller = cursor.UInt("controller") ?? 0,
                Bus = cursor.UInt("bus") ?? 0,
                Port = cursor.UInt("port") ?? 0,
            },
            "ccid" => new CcidAddress { Controller = cursor.UInt("controller") ?? 0, Slot = cursor.UInt("slot") ?? 0 },
            "usb" => new UsbAddress { Bus = cursor.UInt("bus") ?? 0, Port = UsbPort(cursor) },
            "spapr-vio" => new SpaprVioAddress { Reg = cursor.Hex("reg") },
            "ccw" => Ccw(cursor),
            "virtio-mmio" => new VirtioMmioAddress(),
            "isa" => new IsaAddress { Iobase = (uint)(cursor.Hex("iobase", uint.MaxValue) ?? 0), Irq = (uint)(cursor.Hex("irq", uint.MaxValue) ?? 0) },
            "dimm" => new DimmAddress
            {
                Slot = cursor.UInt("slot") ?? throw cursor.Error("an address of type 'dimm' needs the attribute 'slot'"),
                Base = cursor.Hex("base") ?? 0,
            },
            "unassigned" => new UnassignedAddress(),
            "virtio-s390" => throw cursor.Unsupported("virtio-s390 bus address type is not supported any more; 'ccw' would be right"),
            var other => throw cursor.Error(
                $"unknown address type '{other}'; one of pci, drive, virtio-serial, ccid, usb, spapr-vio, ccw, virtio-mmio, isa, dimm, unassigned"),
        };
        address.Position = cursor.Position;
        return address;
    }

    /// <summary>The address of a PCI device of the host: domain, bus, slot and function; a type attribute may stand and says nothing.</summary>
    public static PciAddress ReadHostPci(XmlCursor cursor)
    {
        cursor.IgnoreAttributes("type", "multifunction");
        return new PciAddress
        {
            Position = cursor.Position,
            Domain = (uint)(cursor.AutoBase("domain", uint.MaxValue) ?? 0),
            Bus = (uint)(cursor.AutoBase("bus", 0xff) ?? 0),
            Slot = (uint)(cursor.AutoBase("slot", 0x1f) ?? 0),
            Function = (uint)(cursor.AutoBase("function", 7) ?? 0),
        };
    }

    private static PciAddress Pci(XmlCursor cursor)
    {
        var address = new PciAddress
        {
            Domain = (uint)(cursor.AutoBase("domain", 0xffff) ?? 0),
            Bus = (uint)(cursor.AutoBase("bus", 0xff) ?? 0),
            Slot = (uint)(cursor.AutoBase("slot", 0x1f) ?? 0),
            Function = (uint)(cursor.AutoBase("function", 7) ?? 0),
            Multifunction = cursor.OnOff("multifunction"),
        };
        if (cursor.Child("zpci") is { } zpci)
        {
            address.ZpciUid = (uint?)zpci.AutoBase("uid", uint.MaxValue);
            address.ZpciFid = (uint?)zpci.AutoBase("fid", uint.MaxValue);
        }

        return address;
    }

    private static CcwAddress Ccw(XmlCursor cursor)
    {
        ulong? cssid = cursor.AutoBase("cssid", 0xfe);
        ulong? ssid = cursor.AutoBase("ssid", 3);
        ulong? devno = cursor.AutoBase("devno", 0xffff);
        if (cssid is null && ssid is null && devno is null)
        {
            return new CcwAddress();
        }

        return cssid is { } c && ssid is { } s && devno is { } d
            ? new CcwAddress { Cssid = (uint)c, Ssid = (uint)s, Devno = (uint)d, IsAssigned = true }
            : throw cursor.Error("a ccw address needs 'cssid', 'ssid' and 'devno' together, or none of them");
    }

    private static uint[] UsbPort(XmlCursor cursor)
    {
        if (cursor.NonEmpty("port") is not { } text)
        {
            return [];
        }

        string[] parts = text.Split('.');
        uint[] port = new uint[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts.Length > 4 || !uint.TryParse(parts[i], System.Globalization.NumberStyles.None, null, out port[i]))
            {
                throw cursor.Error($"cannot parse '{text}', the attribute 'port' of a USB <address>: one to four numbers joined by dots would be right");
            }
        }

        // a nought ends the port, and alone leaves it open (so libvirt 11.3, black box)
        int end = Array.IndexOf(port, 0u);
        return end < 0 ? port : port[..end];
    }
}
