using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;hostdev&gt;.</summary>
internal static class HostdevWriter
{
    public static void Write(XmlOutput xml, Hostdev hostdev)
    {
        if (hostdev.Interface is not null)
        {
            // written as the interface that it stands behind
            return;
        }

        HostdevSource source = hostdev.Source;
        xml.Open("hostdev").Attr("mode", source.ModeName).Attr("type", source.TypeName);
        if (source is not CapabilitiesHostdevSource)
        {
            xml.YesNo("managed", hostdev.Managed);
        }

        Attributes(xml, source);
        xml.Group("driver", x => x.Attr("name", hostdev.Driver, HostdevDriver.Names).Attr("model", hostdev.DriverModel).YesNo("iommufd", hostdev.IommuFd));
        Source(xml, source);
        if (hostdev.Teaming is { } teaming)
        {
            xml.Open("teaming").Attr("type", teaming.IsTransient ? "transient" : "persistent").Attr("persistent", teaming.Persistent).Close();
        }

        xml.Empty("readonly", hostdev.ReadOnly).Empty("shareable", hostdev.Shareable);
        DeviceWriter.WriteBoot(xml, hostdev);
        DeviceWriter.WriteCommon(xml, hostdev);
        xml.Close();
    }

    private static void Attributes(XmlOutput xml, HostdevSource source)
    {
        switch (source)
        {
            case PciHostdevSource pci:
                xml.OnOff("display", pci.Display).OnOff("ramfb", pci.RamFb);
                break;
            case ScsiHostdevSource scsi:
                xml.Attr("sgio", scsi.Sgio, ScsiGenericIo.Names).YesNo("rawio", scsi.RawIo);
                break;
            case ScsiHostHostdevSource host:
                xml.Attr("model", host.Model, VirtioModel.Names);
                break;
            case MdevHostdevSource mdev:
                xml.Attr("model", MdevModel.Names[mdev.Model]).OnOff("display", mdev.Display).OnOff("ramfb", mdev.RamFb);
                break;
        }
    }

    private static void Source(XmlOutput xml, HostdevSource source)
    {
        if (source is UsbHostdevSource { Vendor: 0, Bus: 0, Device: 0, StartupPolicy: null, GuestReset: null })
        {
            return;
        }

        xml.Open("source");
        switch (source)
        {
            case PciHostdevSource pci:
                xml.YesNo("writeFiltering", pci.WriteFiltering);
                StorageSourceWriter.WriteHostPci(xml, pci.Address);
                if (xml.IsStatus && pci.Original is { } original)
                {
                    xml.Open("origstates").Empty("unbind", original.Unbind).Empty("removeslot", original.RemoveSlot).Empty("reprobe", original.Reprobe)
                        .Close();
                }

                break;
            case UsbHostdevSource usb:
                Usb(xml, usb);
                break;
            case ScsiHostdevSource { Iscsi: { } iscsi }:
                xml.Attr("protocol", "iscsi").Attr("name", iscsi.Path);
                StorageSourceWriter.WriteHosts(xml, iscsi);
                StoragePrivateWriter.Write(xml, iscsi.Private);
                StorageSourceWriter.WriteAuth(xml, iscsi.Auth);
                StorageSourceWriter.WriteInitiator(xml, iscsi.InitiatorIqn);
                break;
            case ScsiHostdevSource scsi:
                xml.Open("adapter").Attr("name", scsi.Adapter).Close();
                xml.Open("address").Attr("bus", scsi.Bus).Attr("target", scsi.Target).Attr("unit", scsi.Unit).Close();
                StoragePrivateWriter.Write(xml, scsi.Private);
                break;
            case ScsiHostHostdevSource host:
                xml.Attr("protocol", "vhost").Attr("wwpn", host.Wwpn);
                break;
            case MdevHostdevSource mdev:
                xml.Open("address").Attr("uuid", mdev.Uuid.ToString("D")).Close();
                break;
            case CapabilitiesHostdevSource capabilities:
                xml.Element(capabilities.Type switch { "storage" => "block", "misc" => "char", _ => "interface" }, capabilities.Name);
                break;
        }

        xml.Close();
    }

    private static void Usb(XmlOutput xml, UsbHostdevSource usb)
    {
        xml.YesNo("missing", xml.IsStatus && usb.IsMissing ? true : null).YesNo("autoAddress", xml.IsStatus && usb.IsLookedUp ? true : null);
        xml.Attr("startupPolicy", usb.StartupPolicy, DiskStartupPolicy.Names).Attr("guestReset", usb.GuestReset, UsbGuestReset.Names);
        if (usb.Vendor != 0)
        {
            xml.Open("vendor").Attr("id", Hex4(usb.Vendor)).Close();
            xml.Open("product").Attr("id", Hex4(usb.Product)).Close();
        }

        if (usb.Port is { } port)
        {
            xml.Open("address").Attr("bus", usb.Bus).Attr("port", port).Attr("device", xml.IsStatus && usb.Device != 0 ? usb.Device : null).Close();
        }
        else if (usb.Bus != 0 || usb.Device != 0)
        {
            xml.Open("address").Attr("bus", usb.Bus).Attr("device", usb.Device).Close();
        }
    }

    private static string Hex4(uint value) => "0x" + value.ToString("x4", CultureInfo.InvariantCulture);
}
