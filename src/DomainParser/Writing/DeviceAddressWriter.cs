using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;address type=…&gt; as libvirt prints it.</summary>
internal static class DeviceAddressWriter
{
    public static void Write(XmlOutput xml, DeviceAddress address)
    {
        xml.Open("address").Attr("type", address.TypeName);
        switch (address)
        {
            case PciAddress pci:
                if (!pci.IsEmpty || pci.Function != 0)
                {
                    xml.Hex("domain", pci.Domain, 4).Hex("bus", pci.Bus, 2).Hex("slot", pci.Slot, 2).Hex("function", pci.Function, 1);
                }

                xml.OnOff("multifunction", pci.Multifunction);

                if (pci.HasZpci)
                {
                    xml.Open("zpci").Hex("uid", pci.ZpciUid, 4).Hex("fid", pci.ZpciFid, 8).Close();
                }

                break;
            case DriveAddress drive:
                xml.Attr("controller", drive.Controller).Attr("bus", drive.Bus).Attr("target", drive.Target).Attr("unit", drive.Unit);
                break;
            case VirtioSerialAddress serial:
                xml.Attr("controller", serial.Controller).Attr("bus", serial.Bus).Attr("port", serial.Port);
                break;
            case CcidAddress ccid:
                xml.Attr("controller", ccid.Controller).Attr("slot", ccid.Slot);
                break;
            case UsbAddress usb:
                xml.Attr("bus", usb.Bus);
                if (usb.Port.Count > 0)
                {
                    xml.Attr("port", string.Join('.', usb.Port));
                }

                break;
            case SpaprVioAddress spapr:
                xml.Hex("reg", spapr.Reg, 8);
                break;
            case CcwAddress { IsAssigned: true } ccw:
                xml.Hex("cssid", ccw.Cssid, 1).Hex("ssid", ccw.Ssid, 1).Hex("devno", ccw.Devno, 4);
                break;
            case IsaAddress isa:
                xml.Hex("iobase", isa.Iobase == 0 ? null : isa.Iobase, 1).Hex("irq", isa.Irq == 0 ? null : isa.Irq, 1);
                break;
            case DimmAddress dimm:
                xml.Attr("slot", dimm.Slot).Hex("base", dimm.Base == 0 ? null : dimm.Base, 1);
                break;
        }

        xml.Close();
    }
}
