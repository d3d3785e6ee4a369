using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>
/// What devices ask of a PCI bus, as far as the guest decides it (addresses.md 2.1); which device asks for what stands in <see cref="DeviceTable"/>.
/// </summary>
internal sealed class PciNeeds
{
    private readonly TranslationContext context;

    public PciNeeds(TranslationContext context)
    {
        this.context = context;
        IsPcieGuest = ControllerList.Find(context.Domain.Controllers, ControllerType.Pci, 0)?.Model == ControllerModel.PcieRoot;
        Native = IsPcieGuest ? PciKind.Pcie : PciKind.Pci;
        PlainVirtio = context.Capabilities.Has(Flags.VirtioPciNonTransitional) ? Native : PciKind.Pci;
    }

    /// <summary>The PCI controller with index 0 is pcie-root.</summary>
    public bool IsPcieGuest { get; }

    /// <summary>What a device that follows the guest's kind asks for: PCIe in a PCIe guest, else PCI.</summary>
    public PciKind Native { get; }

    /// <summary>What a virtio device without a choice of models asks for.</summary>
    public PciKind PlainVirtio { get; }

    /// <summary>None where the device has no business on a PCI bus.</summary>
    public PciKind Of(Device device) => DeviceTable.Of(device)?.Pci(device, this) ?? PciKind.None;

    public PciKind Virtio(VirtioModel? model) => model == VirtioModel.VirtioTransitional ? PciKind.Pci : PlainVirtio;

    public PciKind OfController(Controller controller)
    {
        switch (controller.Type)
        {
            case ControllerType.Pci:
                return PciKinds.Of(controller.Model);
            case ControllerType.Usb:
                return controller.Model switch
                {
                    ControllerModel.NecXhci or ControllerModel.QemuXhci => Native,
                    ControllerModel.UsbNone => PciKind.None,
                    _ => PciKind.Pci,
                };
            case ControllerType.Ide when context.Rules.MachinesWithoutPciAreKnown && (context.Domain.IsMicrovm() || context.Domain.IsIsapc()):
                return PciKind.None;
            case ControllerType.Sata or ControllerType.Ide:
                return PciKind.Pci;
            case ControllerType.Scsi:
                return controller.Model switch
                {
                    ControllerModel.VirtioScsi or ControllerModel.VirtioNonTransitional => PlainVirtio,
                    ControllerModel.Ncr53c90 => PciKind.None,
                    _ => PciKind.Pci,
                };
            case ControllerType.VirtioSerial:
                return controller.Model == ControllerModel.VirtioTransitional ? PciKind.Pci : PlainVirtio;
            case ControllerType.Nvme:
                return Native;
            case ControllerType.Fdc or ControllerType.Ccid:
                return PciKind.None;
            default:
                return PciKind.Nowhere;
        }
    }

    public PciKind OfInterface(Interface nic)
    {
        if (nic.Type == InterfaceType.Hostdev)
        {
            return nic.Source.HostAddress is { } host ? OfHostPci(nic, host) : PciKind.None;
        }

        switch (nic.Model)
        {
            case "virtio" or "virtio-non-transitional":
                return PlainVirtio;
            case "usb-net":
                return PciKind.None;
            case "e1000e" or "igb" or null:
                return Native;
            default:
                return InterfaceModels.IsKnown(nic.Model) ? PciKind.Pci : Native;
        }
    }

    public PciKind OfHostdev(Hostdev hostdev) => hostdev.Source switch
    {
        PciHostdevSource pci => OfHostPci(hostdev, pci.Address),
        MdevHostdevSource { Model: MdevModel.VfioPci } => Native,

        // nobody looks at the model of a host device whose place is given
        ScsiHostHostdevSource scsi => hostdev.Address is PciAddress { IsEmpty: false } ? Native : Virtio(scsi.Model),
        _ => PciKind.None,
    };

    private PciKind OfHostPci(Device device, PciAddress host)
    {
        if (!IsPcieGuest || device.Address is PciAddress { IsEmpty: false })
        {
            return Native;
        }

        // 0000:00:00.0 stands for a device that is not known yet
        bool isKnown = !host.IsEmpty || host.Function != 0;
        return isKnown && context.Host.PciDevice(host)?.IsConventional == true ? PciKind.Pci : Native;
    }
}
