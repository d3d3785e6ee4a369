using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Boot;

namespace VirshLite.Translator.Changes;

/// <summary>What cannot be plugged into a running guest (live-changes.md 2.6).</summary>
internal static class AttachRules
{
    /// <summary>What shows before the device is completed.</summary>
    public static void CheckKind(Domain live, Device device)
    {
        DeviceKind kind = DeviceKinds.Of(device);
        CheckPciController(device);
        switch (device)
        {
            case GuestConsole { TargetType: ConsoleTarget.Serial } when live.Consoles.Count > 0:
                throw DomainException.Unsupported("unsupported console target type serial", device.Position);
            case Smartcard { Address: null }:
                throw DomainException.Unsupported("this QEMU binary lacks multiple smartcard support", device.Position);
            case Sound or Video or Graphics or Hub or Smartcard or Memballoon or Nvram or Tpm or Panic or Iommu or Audio or Crypto or Pstore:
                throw DomainException.NotSupported($"live attach of device '{kind.Element}' is not supported");
            case Interface { Type: InterfaceType.Null or InterfaceType.Vds } nic:
                throw DomainException.NotSupported($"hotplug of interface type of {InterfaceType.Names[nic.Type]} is not implemented yet");
            case Vsock when live.Vsock is not null:
                throw DomainException.NotSupported("the domain already has a vsock device");
            case Controller { Index: { } index } controller when ControllerList.Find(live.Controllers, controller.Type, index) is not null:
                throw DomainException.Failed($"target {ControllerType.Names[controller.Type]}:{index} already exists");
            case MemoryDevice { Model: not MemoryModel.SgxEpc } memory:
                CheckMemory(live, memory);
                break;
            case Disk { Bus: DiskBus.Ide, DeviceKind: not DiskDevice.Floppy } disk:
                CheckDisk(disk);
                break;
            case Disk { Bus: null or DiskBus.Scsi, Address: DriveAddress place } disk when disk.TargetDev.StartsWith("sd", StringComparison.Ordinal)
                && live.Disks.Exists(d => d is { Bus: DiskBus.Scsi, Address: DriveAddress other } && place.IsSamePlace(other)):
                throw DomainException.Operation("Domain already contains a disk with that address", disk.Position);
        }

        if (device.HasUserAlias && AllDevices.Of(live).Any(d => d.Alias == device.Alias))
        {
            throw DomainException.Unsupported($"non unique alias detected: {device.Alias}", device.Position);
        }
    }

    /// <summary>The boot order of a device beside all others (live-changes.md 2.1).</summary>
    /// <param name="live">The running domain.</param>
    /// <param name="device">As it is to be.</param>
    /// <param name="present">The device whose place it takes; null where it is new.</param>
    public static void CheckBootOrder(Domain live, Device device, Device? present)
    {
        if (device.BootOrder is not { } order)
        {
            return;
        }

        if (live.Os.BootDevices.Count > 0)
        {
            throw DomainException.Unsupported("per-device boot elements cannot be used together with os/boot elements", device.Position);
        }

        if (BootableDevices.Of(live).Any(d => d != present && d.BootOrder == order))
        {
            throw DomainException.Unsupported($"boot order '{order}' is already used by another device", device.Position);
        }
    }

    /// <summary>A PCI controller by itself has no index yet, and so nothing that its model could be chosen for.</summary>
    public static void CheckPciController(Device device)
    {
        if (device is Controller { Type: ControllerType.Pci, Pci.ModelName: null, Index: null } controller)
        {
            throw DomainException.Internal(
                $"Required option 'modelName' is not set for PCI controller with index '-1', model '{ControllerModel.Names.Of(controller.Model)}' and "
                + "modelName 'none'");
        }
    }

    /// <summary>What shows once the device is complete.</summary>
    public static void CheckDevice(Domain live, Device device)
    {
        switch (device)
        {
            case Disk disk when live.Disks.Find(d => d.TargetDev == disk.TargetDev) is { } other:
                throw new DomainException($"target '{disk.TargetDev}' duplicated for disk sources '{other.Source.Path}' and '{disk.Source.Path}'",
                    disk.Position);
            case Disk disk:
                CheckDisk(disk);
                break;
            case MemoryDevice { Model: MemoryModel.SgxEpc }:
                throw DomainException.Unsupported("hotplug is not supported for the sgx-epc device");
            case Controller { Type: not (ControllerType.Scsi or ControllerType.VirtioSerial) } controller:
                throw DomainException.NotSupported($"'{ControllerType.Names[controller.Type]}' controller cannot be hot plugged.");
            case Interface { Type: InterfaceType.Server or InterfaceType.Client or InterfaceType.Mcast or InterfaceType.Internal or InterfaceType.Udp } nic:
                throw DomainException.NotSupported($"hotplug of interface type of {InterfaceType.Names[nic.Type]} is not implemented yet");
            case Watchdog { Model: not WatchdogModel.I6300esb } watchdog:
                throw DomainException.NotSupported($"hotplug of watchdog model '{WatchdogModel.Names[watchdog.Model]}' is not supported");
            case Input { Type: not InputType.Evdev, Bus: not (InputBus.Usb or InputBus.Virtio) } input:
                throw DomainException.NotSupported($"input device on bus '{InputBus.Names.Of(input.Bus)}' cannot be hot plugged.");
            case Filesystem { Driver: not FilesystemDriver.Virtiofs }:
                throw DomainException.NotSupported("only virtiofs filesystems can be hotplugged");
            case Hostdev { Source.ModeName: "capabilities" }:
                throw DomainException.Unsupported("hotplug is not supported for hostdev mode 'capabilities'");
            case GuestConsole { TargetType: ConsoleTarget.Serial }:
                throw DomainException.NotSupported("attaching serial console is not supported");
            case Serial { Model: SerialModel.Pl011 or SerialModel.Uart16550A or SerialModel.SclpConsole or SerialModel.SclpLmConsole or SerialModel.SpaprVty }:
                throw DomainException.Unsupported("Cannot hotplug platform device");
        }

        if (device is CharacterDevice and not Redirdev
            && ((CharacterDevice)device).Source.Type is ChardevType.Pipe or ChardevType.Stdio or ChardevType.Nmdm or ChardevType.Spiceport)
        {
            throw DomainException.Failed($"Hotplug unsupported for char device type '{ChardevType.Names[((CharacterDevice)device).Source.Type]}'");
        }
    }

    private static void CheckDisk(Disk disk)
    {
        string bus = DiskBus.Names.Of(disk.Bus) ?? "";
        if (disk.DeviceKind == DiskDevice.Floppy)
        {
            throw DomainException.NotSupported("floppy device hotplug isn't supported");
        }

        if (disk.DeviceKind == DiskDevice.Cdrom && disk.Bus == DiskBus.Virtio)
        {
            throw DomainException.NotSupported("cdrom device with virtio bus isn't supported");
        }

        if (disk.DeviceKind == DiskDevice.Lun && disk.Bus == DiskBus.Usb)
        {
            throw DomainException.Unsupported("disk device='lun' is not supported for usb bus");
        }

        if (disk.Bus is not (DiskBus.Virtio or DiskBus.Scsi or DiskBus.Usb))
        {
            throw DomainException.NotSupported($"disk bus '{bus}' cannot be hotplugged.");
        }
    }

    private static void CheckMemory(Domain live, MemoryDevice memory)
    {
        if (live.MaxMemoryKiB is null)
        {
            throw DomainException.Unsupported("cannot use/hotplug a memory device when domain 'maxMemory' is not defined");
        }

        int slots = live.MemoryDevices.Count(m => m.Model is MemoryModel.Dimm or MemoryModel.Nvdimm) + 1;
        if (memory.Model is MemoryModel.Dimm or MemoryModel.Nvdimm && slots > live.MemorySlots)
        {
            throw DomainException.Unsupported($"count of memory devices requiring memory slots '{slots}' exceeds slots count '{live.MemorySlots}'");
        }

        CheckMemorySize(live, memory);
    }

    /// <summary>All memory together stays below the maximum, where there is one.</summary>
    public static void CheckMemorySize(Domain domain, MemoryDevice memory)
    {
        if (domain.MaxMemoryKiB is { } maximum && (domain.MemoryKiB ?? 0) + memory.SizeKiB > maximum)
        {
            throw DomainException.Unsupported($"Attaching memory device with size '{memory.SizeKiB}' would exceed domain's maxMemory config size '{maximum}'");
        }
    }
}
