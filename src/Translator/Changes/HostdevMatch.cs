using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Changes;

/// <summary>Which host device an XML means: by where it is on the host (live-changes.md 3.1).</summary>
internal static class HostdevMatch
{
    public static Hostdev Find(Domain domain, Hostdev wanted) =>
        domain.Hostdevs.Find(h => h.Interface is null && Same(h.Source, wanted.Source)) ?? throw DomainException.NotFound(NotFound(wanted.Source));

    private static bool Same(HostdevSource present, HostdevSource wanted) => (present, wanted) switch
    {
        (PciHostdevSource a, PciHostdevSource b) =>
            a.Address.Domain == b.Address.Domain && a.Address.Bus == b.Address.Bus && a.Address.Slot == b.Address.Slot
                && a.Address.Function == b.Address.Function,
        (UsbHostdevSource a, UsbHostdevSource { Port: { } port } b) => a.Bus == b.Bus && a.Port == port,
        (UsbHostdevSource a, UsbHostdevSource b) when b.Bus != 0 || b.Device != 0 => a.Bus == b.Bus && a.Device == b.Device,
        (UsbHostdevSource a, UsbHostdevSource b) => a.Vendor == b.Vendor && a.Product == b.Product,
        (ScsiHostdevSource { Iscsi: { } a }, ScsiHostdevSource { Iscsi: { } b }) => a.Path == b.Path,
        (ScsiHostdevSource { Iscsi: null } a, ScsiHostdevSource { Iscsi: null } b) =>
            a.Adapter == b.Adapter && a.Bus == b.Bus && a.Target == b.Target && a.Unit == b.Unit,
        (ScsiHostHostdevSource a, ScsiHostHostdevSource b) => a.Wwpn == b.Wwpn,
        (MdevHostdevSource a, MdevHostdevSource b) => a.Uuid == b.Uuid,
        _ => false,
    };

    private static string NotFound(HostdevSource source) => source switch
    {
        PciHostdevSource pci => $"host pci device {ProtocolProperties.HostAddress(pci.Address)} not found",
        UsbHostdevSource { Port: { } port } usb => string.Create(CultureInfo.InvariantCulture, $"host usb device {usb.Bus:D3} port {port} not found"),
        UsbHostdevSource usb when usb.Bus != 0 || usb.Device != 0 =>
            string.Create(CultureInfo.InvariantCulture, $"host usb device {usb.Bus:D3}.{usb.Device:D3} not found"),
        UsbHostdevSource usb => $"host usb device vendor=0x{usb.Vendor:x4} product=0x{usb.Product:x4} not found",
        ScsiHostdevSource { Iscsi: { } iscsi } => $"host scsi iSCSI path {iscsi.Path} not found",
        ScsiHostdevSource scsi => string.Create(CultureInfo.InvariantCulture,
            $"host scsi device {scsi.Adapter}:{scsi.Bus}:{scsi.Target}.{scsi.Unit} not found"),
        ScsiHostHostdevSource host => $"scsi_host with wwpn '{host.Wwpn}' not found",
        MdevHostdevSource mdev => $"mediated device '{mdev.Uuid}' not found",
        _ => "host device not found",
    };
}
