using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>What each device asks of a PCI bus (addresses.md 2.1).</summary>
internal sealed class PciDeviceKinds
{
    private readonly TranslationContext context;
    private readonly PciKind pcie;
    private readonly PciKind virtio;

    public PciDeviceKinds(TranslationContext context)
    {
        this.context = context;
        IsPcieGuest = ControllerList.Find(context.Domain.Controllers, ControllerType.Pci, 0)?.Model == ControllerModel.PcieRoot;
        pcie = IsPcieGuest ? PciKind.Pcie : PciKind.Pci;
        virtio = context.Capabilities.Has(Flags.VirtioPciNonTransitional) ? pcie : PciKind.Pci;
    }

    /// <summary>The PCI controller with index 0 is pcie-root.</summary>
    public bool IsPcieGuest { get; }

    /// <summary>None where the device has no business on a PCI bus.</summary>
    public PciKind Of(Device device) => device switch
    {
        Controller controller => OfController(controller),
        Filesystem filesystem => filesystem.Driver switch
        {
            FilesystemDriver.Mtp => PciKind.None,
            FilesystemDriver.Virtiofs => pcie,
            _ => Virtio(filesystem.Model),
        },
        Interface nic => OfInterface(nic),
        Sound sound => sound.Model switch
        {
            SoundModel.Virtio => virtio,
            SoundModel.Es1370 or SoundModel.Ac97 or SoundModel.Ich6 or SoundModel.Ich9 => PciKind.Pci,
            _ => PciKind.None,
        },
        Disk disk => disk.Bus == DiskBus.Virtio ? Virtio(disk.Model) : PciKind.None,
        Hostdev hostdev => OfHostdev(hostdev),
        Memballoon balloon => balloon.Model switch
        {
            MemballoonModel.VirtioTransitional => PciKind.Pci,
            MemballoonModel.Virtio or MemballoonModel.VirtioNonTransitional => virtio,
            _ => PciKind.None,
        },
        Rng rng => Virtio(rng.Model),
        Watchdog watchdog => watchdog.Model == WatchdogModel.I6300esb ? PciKind.Pci : PciKind.None,
        Video video => video.Model switch
        {
            VideoModel.Virtio => virtio,
            VideoModel.Bochs => pcie,
            VideoModel.Vga or VideoModel.Cirrus or VideoModel.Vmvga or VideoModel.Xen or VideoModel.Vbox or VideoModel.Qxl or VideoModel.Parallels => PciKind.Pci,
            _ => PciKind.None,
        },
        Shmem or Pstore or Crypto => PciKind.Pci,
        Input input => input.Bus == InputBus.Virtio ? Virtio(input.Model) : PciKind.None,
        Serial serial => serial.TargetType == SerialTarget.PciSerial ? PciKind.Pci : PciKind.None,
        Iommu iommu => iommu.Model == IommuModel.Virtio ? pcie | PciKind.Integrated : PciKind.None,
        Vsock vsock => Virtio(vsock.Model),
        MemoryDevice memory => memory.Model is MemoryModel.VirtioMem or MemoryModel.VirtioPmem ? virtio : PciKind.None,
        Panic panic => panic.Model == PanicModel.Pvpanic ? PciKind.Pci | PciKind.Integrated : PciKind.None,
        _ => PciKind.None,
    };

    private PciKind Virtio(VirtioModel? model) => model == VirtioModel.VirtioTransitional ? PciKind.Pci : virtio;

    private PciKind OfController(Controller controller)
    {
        switch (controller.Type)
        {
            case ControllerType.Pci:
                return PciKinds.Of(controller.Model);
            case ControllerType.Usb:
                return controller.Model switch
                {
                    ControllerModel.NecXhci or ControllerModel.QemuXhci => pcie,
                    ControllerModel.UsbNone => PciKind.None,
                    _ => PciKind.Pci,
                };
            case ControllerType.Sata or ControllerType.Ide:
                return PciKind.Pci;
            case ControllerType.Scsi:
                return controller.Model switch
                {
                    ControllerModel.VirtioScsi or ControllerModel.VirtioNonTransitional => virtio,
                    ControllerModel.Ncr53c90 => PciKind.None,
                    _ => PciKind.Pci,
                };
            case ControllerType.VirtioSerial:
                return controller.Model == ControllerModel.VirtioTransitional ? PciKind.Pci : virtio;
            case ControllerType.Nvme:
                return pcie;
            default:
                return PciKind.None;
        }
    }

    private PciKind OfInterface(Interface nic)
    {
        if (nic.Type == InterfaceType.Hostdev)
        {
            return nic.Source.HostAddress is { } host ? OfHostPci(nic, host) : PciKind.None;
        }

        switch (nic.Model)
        {
            case "virtio" or "virtio-non-transitional":
                return virtio;
            case "usb-net":
                return PciKind.None;
            case "e1000e" or "igb" or null:
                return pcie;
            default:
                return InterfaceModels.IsKnown(nic.Model) ? PciKind.Pci : pcie;
        }
    }

    private PciKind OfHostdev(Hostdev hostdev) => hostdev.Source switch
    {
        PciHostdevSource pci => OfHostPci(hostdev, pci.Address),
        MdevHostdevSource { Model: MdevModel.VfioPci } => pcie,

        // nobody looks at the model of a host device whose place is given
        ScsiHostHostdevSource scsi => hostdev.Address is PciAddress { IsEmpty: false } ? pcie : Virtio(scsi.Model),
        _ => PciKind.None,
    };

    private PciKind OfHostPci(Device device, PciAddress host)
    {
        if (!IsPcieGuest || device.Address is PciAddress { IsEmpty: false })
        {
            return pcie;
        }

        // 0000:00:00.0 stands for a device that is not known yet
        bool isKnown = !host.IsEmpty || host.Function != 0;
        return isKnown && context.Host.PciDevice(host)?.IsConventional == true ? PciKind.Pci : pcie;
    }
}
