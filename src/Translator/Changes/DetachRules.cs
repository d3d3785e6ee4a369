using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;

namespace VirshLite.Translator.Changes;

/// <summary>What cannot be taken out of a running guest (live-changes.md 3.2).</summary>
internal static class DetachRules
{
    public static void Check(Domain live, Device device)
    {
        string element = DeviceKinds.Of(device).Element;
        switch (device)
        {
            case Sound or Video or Graphics or Hub or Smartcard or Memballoon or Nvram or Tpm or Panic or Iommu or Audio or Crypto or Pstore:
                throw DomainException.NotSupported($"live detach of device '{element}' is not supported");
            case Disk disk:
                CheckDisk(disk);
                break;
            case Controller controller:
                CheckController(live, controller);
                break;
            case Serial { Model: SerialModel.Pl011 or SerialModel.Uart16550A or SerialModel.SclpConsole or SerialModel.SclpLmConsole or SerialModel.SpaprVty }:
                throw DomainException.Unsupported("Cannot detach platform device");
            case GuestConsole { TargetType: ConsoleTarget.Serial }:
                throw DomainException.NotSupported("detaching of <console/> is unsupported. Try corresponding <serial/> instead");
            case Input { Type: not InputType.Evdev, Bus: not (InputBus.Usb or InputBus.Virtio) } input:
                throw DomainException.NotSupported($"input device on bus '{InputBus.Names.Of(input.Bus)}' cannot be detached");
            case Watchdog { Model: not WatchdogModel.I6300esb } watchdog:
                throw DomainException.NotSupported($"hot unplug of watchdog of model {WatchdogModel.Names[watchdog.Model]} is not supported");
            case Filesystem { Driver: not FilesystemDriver.Virtiofs }:
                throw DomainException.NotSupported("only virtiofs filesystems can be hotplugged");
        }

        if (device.Address is PciAddress address)
        {
            CheckPlace(live, device, element, address);
        }
    }

    private static void CheckDisk(Disk disk)
    {
        bool staysPut = disk.DeviceKind == DiskDevice.Floppy || (disk.DeviceKind is DiskDevice.Cdrom && disk.Bus is not (DiskBus.Usb or DiskBus.Scsi));
        if (staysPut)
        {
            throw DomainException.NotSupported($"disk device type '{DiskDevice.Names[disk.DeviceKind]}' cannot be detached");
        }

        if (disk.Bus is not (DiskBus.Virtio or DiskBus.Scsi or DiskBus.Usb))
        {
            throw DomainException.NotSupported("This type of disk cannot be hot unplugged");
        }

        if (disk.Mirror is not null)
        {
            throw DomainException.Failed($"disk '{disk.TargetDev}' already in active block job");
        }
    }

    private static void CheckController(Domain live, Controller controller)
    {
        if (controller.Type != ControllerType.Scsi)
        {
            throw DomainException.NotSupported($"'{ControllerType.Names[controller.Type]}' controller cannot be hot unplugged.");
        }

        bool isBusy = live.Disks.Exists(d => d is { Bus: DiskBus.Scsi, Address: DriveAddress place } && place.Controller == controller.Index)
            || live.Hostdevs.Exists(h => h is { Source: ScsiHostdevSource, Address: DriveAddress place } && place.Controller == controller.Index);
        if (isBusy)
        {
            throw DomainException.Failed("device cannot be detached: device is busy");
        }
    }

    private static void CheckPlace(Domain live, Device device, string element, PciAddress address)
    {
        string place = $"{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}";
        if (address.Multifunction == true
            || DeviceWalk.Of(live).Exists(d => d != device && d.Address is PciAddress other && other.Bus == address.Bus && other.Slot == address.Slot
                && other.Function != address.Function))
        {
            throw DomainException.Failed($"cannot hot unplug {element} device with multifunction PCI guest address: {place}");
        }

        if (ControllerList.Find(live.Controllers, ControllerType.Pci, address.Bus) is not { } bus)
        {
            throw DomainException.Failed($"cannot hot unplug {element} device with PCI guest address: {place} - controller not found");
        }

        if (bus.Pci.Hotplug == false)
        {
            throw DomainException.Failed($"cannot hot unplug {element} device with PCI guest address: {place} - not allowed by controller");
        }
    }
}
