using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>Devices of another host that were passed through: PCI, USB, SCSI and mediated ones.</summary>
internal sealed class HostDevicesRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        if (!draft.Facts.KnowsDevices)
        {
            return;
        }

        foreach (XElement device in draft.Devices.Where(d => d.Name.LocalName == "hostdev"))
        {
            XElement? source = device.Element("source");
            string? missing = device.Attribute("type")?.Value switch
            {
                "pci" => Pci(draft.Facts, source?.Element("address")),
                "usb" => Usb(draft.Facts, source),
                "scsi" => Scsi(draft.Facts, source),
                "mdev" => Mdev(draft.Facts, source?.Element("address")),
                _ => null,
            };
            if (missing is not null)
            {
                draft.CommentOut(device, missing);
            }
        }
    }

    private static string? Pci(IHostFacts facts, XElement? address) =>
        address is null || HostAddress.Pci(address) is not { } place ? "the host's device is not named by its PCI address"
        : facts.PciDevice(place) is not { } device ? $"this host has no PCI device {HostAddress.Text(place)}"
        : device.IommuGroup is null ? $"the PCI device {HostAddress.Text(place)} of this host is in no IOMMU group: the IOMMU is switched off, or there is none"
        : null;

    private static string? Usb(IHostFacts facts, XElement? source)
    {
        uint? vendor = HostAddress.Number(source?.Element("vendor"), "id");
        uint? product = HostAddress.Number(source?.Element("product"), "id");
        uint? bus = HostAddress.Number(source?.Element("address"), "bus");
        uint? number = HostAddress.Number(source?.Element("address"), "device");
        if (source?.Attribute("startupPolicy")?.Value is "optional")
        {
            return null;
        }

        if (vendor is not null && product is not null)
        {
            return facts.UsbDevices.Any(d => d.Vendor == vendor && d.Product == product) ? null
                : string.Create(CultureInfo.InvariantCulture, $"this host has no USB device {vendor:x4}:{product:x4}");
        }

        return bus is null or 0 || number is null or 0 ? "the USB device is named neither by vendor and product nor by bus and device"
            : facts.UsbDevices.Any(d => d.Bus == bus && d.Device == number) ? null
            : string.Create(CultureInfo.InvariantCulture, $"this host has no USB device {number} on bus {bus}");
    }

    private static string? Scsi(IHostFacts facts, XElement? source)
    {
        if (source?.Attribute("protocol") is not null || source?.Element("adapter")?.Attribute("name")?.Value is not { } adapter)
        {
            return null;
        }

        XElement? address = source.Element("address");
        return facts.ScsiGenericName(adapter, HostAddress.Number(address, "bus") ?? 0, HostAddress.Number(address, "target") ?? 0,
            HostAddress.Number(address, "unit") ?? 0) is null ? $"this host has no such SCSI device at {adapter}" : null;
    }

    private static string? Mdev(IHostFacts facts, XElement? address) =>
        Guid.TryParse(address?.Attribute("uuid")?.Value, out Guid uuid) && facts.MediatedDeviceGroup(uuid) is not null
            ? null : $"this host has no mediated device {address?.Attribute("uuid")?.Value}";
}
