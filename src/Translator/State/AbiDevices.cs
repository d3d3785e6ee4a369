using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.State;

/// <summary>The devices' part of <see cref="AbiCheck"/>: as many of each kind, each at its place and of its model.</summary>
internal static class AbiDevices
{
    public static void Run(Domain source, Domain target)
    {
        Each("disk", source.Disks, target.Disks, Disk);
        Each("controller", source.Controllers, target.Controllers, Controller);
        Each("filesystem", source.Filesystems, target.Filesystems, (s, t) => Value("guest filesystem target", t.Target, s.Target));
        Each("net card", source.Interfaces, target.Interfaces, Interface);
        Each("input device", source.Inputs, target.Inputs, (s, t) =>
        {
            Value("input device type", InputType.Names[t.Type], InputType.Names[s.Type]);
            Value("input device bus", InputBus.Names.Of(t.Bus), InputBus.Names.Of(s.Bus));
            Value("input model", VirtioModel.Names.Of(t.Model), VirtioModel.Names.Of(s.Model));
        });
        Each("sound card", source.Sounds, target.Sounds, (s, t) => Value("sound card model", SoundModel.Names[t.Model], SoundModel.Names[s.Model]));
        Each("video card", source.Videos, target.Videos, Video);
        Each("host device", source.Hostdevs, target.Hostdevs, (s, t) =>
        {
            Value("host device mode", t.Source.ModeName, s.Source.ModeName);
            Value("host device subsystem type", t.Source.TypeName, s.Source.TypeName);
        });
        Each("smartcard", source.Smartcards, target.Smartcards);
        Each("serial port", source.Serials, target.Serials, (s, t) =>
        {
            Value("serial type", SerialTarget.Names.Of(t.TargetType), SerialTarget.Names.Of(s.TargetType));
            Value("serial port", t.Port, s.Port);
        });
        Each("parallel port", source.Parallels, target.Parallels, (s, t) => Value("parallel port", t.Port, s.Port));
        Each("channel", source.Channels, target.Channels, (s, t) =>
        {
            Value("channel type", t.TargetType, s.TargetType);
            Value("channel name", t.TargetName, s.TargetName);
        });
        Each("console", source.Consoles, target.Consoles, (s, t) =>
            Value("console type", ConsoleTarget.Names[t.TargetType], ConsoleTarget.Names[s.TargetType]));
        Each("hub device", source.Hubs, target.Hubs);
        Each("redirected devices", source.Redirdevs, target.Redirdevs);
        Each("watchdog", source.Watchdogs, target.Watchdogs, (s, t) => Value("watchdog model", WatchdogModel.Names[t.Model], WatchdogModel.Names[s.Model]));
        Each("memory balloon", Single(source.Memballoon), Single(target.Memballoon), (s, t) => Value("balloon model", t.Model, s.Model));
        Each("RNG device", source.Rngs, target.Rngs, (s, t) => Value("RNG model", VirtioModel.Names[t.Model], VirtioModel.Names[s.Model]));
        Each("panic device", source.Panics, target.Panics, (s, t) => Value("panic model", PanicModel.Names.Of(t.Model), PanicModel.Names.Of(s.Model)));
        Each("shared memory device", source.Shmems, target.Shmems, Shmem);
        Each("TPM device", source.Tpms, target.Tpms, (s, t) =>
        {
            Value("TPM device model", TpmModel.Names.Of(t.Model), TpmModel.Names.Of(s.Model));
            Value("TPM version", TpmVersion.Names.Of(t.Version), TpmVersion.Names.Of(s.Version));
        });
        Each("memory device", source.MemoryDevices, target.MemoryDevices, (s, t) =>
        {
            Value("memory device model", MemoryModel.Names[t.Model], MemoryModel.Names[s.Model]);
            Value("memory device size", t.SizeKiB, s.SizeKiB);
            Value("memory device targetNode", t.TargetNode, s.TargetNode);
        });
        Each("IOMMU device", source.Iommus, target.Iommus, (s, t) =>
            Value("IOMMU device model", IommuModel.Names[t.Model], IommuModel.Names[s.Model]));
        Each("vsock device", Single(source.Vsock), Single(target.Vsock), (s, t) =>
            Value("vsock model", VirtioModel.Names.Of(t.Model), VirtioModel.Names.Of(s.Model)));
        Each("pstore device", Single(source.Pstore), Single(target.Pstore), (s, t) => Value("pstore size", t.SizeKiB, s.SizeKiB));
    }

    private static void Disk(Disk source, Disk target)
    {
        Value("disk device", DiskDevice.Names[target.DeviceKind], DiskDevice.Names[source.DeviceKind]);
        Value("disk bus", DiskBus.Names.Of(target.Bus), DiskBus.Names.Of(source.Bus));
        Value("disk", target.TargetDev, source.TargetDev);
        Value("disk serial", target.Serial, source.Serial);
        Value("disk wwn", target.Wwn, source.Wwn);
        Value("disk vendor", target.Vendor, source.Vendor);
        Value("disk product", target.Product, source.Product);
        if (target.ReadOnly != source.ReadOnly)
        {
            throw DomainException.Unsupported("Target disk access mode does not match source");
        }

        Value("disk model", VirtioModel.Names.Of(target.Model), VirtioModel.Names.Of(source.Model));
        Value("disk queue count", target.Queues, source.Queues);
        Value("disk queue size", target.QueueSize, source.QueueSize);
        Value("disk logical_block_size", target.BlockIo?.LogicalBlockSize, source.BlockIo?.LogicalBlockSize);
        Value("disk physical_block_size", target.BlockIo?.PhysicalBlockSize, source.BlockIo?.PhysicalBlockSize);
        Value("disk rotation rate", target.RotationRate, source.RotationRate);
    }

    private static void Controller(Controller source, Controller target)
    {
        Value("controller type", ControllerType.Names[target.Type], ControllerType.Names[source.Type]);
        Value("controller index", target.Index, source.Index);
        Value("controller model", ControllerModel.Names.Of(target.Model), ControllerModel.Names.Of(source.Model));
        Value("controller ports", target.Ports, source.Ports);
        Value("controller vectors", target.Vectors, source.Vectors);
        Value("controller chassis", target.Pci.Chassis, source.Pci.Chassis);
        Value("controller port", target.Pci.Port, source.Pci.Port);
    }

    private static void Interface(Interface source, Interface target)
    {
        Value("network card mac", target.Mac, source.Mac);
        Value("network card model", target.Model, source.Model);
        Value("network card MTU", target.Mtu, source.Mtu);
    }

    private static void Video(Video source, Video target)
    {
        Value("video card model", VideoModel.Names.Of(target.Model), VideoModel.Names.Of(source.Model));
        Value("video card ram", target.RamKiB, source.RamKiB);
        Value("video card vram", target.VramKiB, source.VramKiB);
        Value("video card vram64", target.Vram64KiB, source.Vram64KiB);
        Value("video card vgamem", target.VgamemKiB, source.VgamemKiB);
        Value("video card heads", target.Heads, source.Heads);
        Value("video card acceleration", target.Accel3d, source.Accel3d);
    }

    private static void Shmem(Shmem source, Shmem target)
    {
        Value("shared memory name", target.Name, source.Name);
        Value("shared memory model", ShmemModel.Names[target.Model], ShmemModel.Names[source.Model]);
        Value("shared memory size", target.SizeBytes, source.SizeBytes);
        Value("shared memory server usage", target.HasServer, source.HasServer);
    }

    private static void Each<T>(string what, IReadOnlyList<T> source, IReadOnlyList<T> target, Action<T, T>? compare = null)
        where T : Device
    {
        AbiCheck.SameCount(what, target, source);
        for (int i = 0; i < source.Count; i++)
        {
            compare?.Invoke(source[i], target[i]);
            Address(source[i].Address, target[i].Address);
        }
    }

    private static void Address(DeviceAddress? source, DeviceAddress? target)
    {
        Value("device address type", target?.TypeName, source?.TypeName);
        switch (source, target)
        {
            case (PciAddress from, PciAddress to):
                Value("device PCI address", ProtocolProperties.HostAddress(to), ProtocolProperties.HostAddress(from));
                break;
            case (DriveAddress from, DriveAddress to):
                Value("device drive address", $"{to.Controller}:{to.Bus}:{to.Unit}", $"{from.Controller}:{from.Bus}:{from.Unit}");
                break;
            case (VirtioSerialAddress from, VirtioSerialAddress to):
                Value("device virtio serial address", $"{to.Controller}:{to.Bus}:{to.Port}", $"{from.Controller}:{from.Bus}:{from.Port}");
                break;
            case (CcidAddress from, CcidAddress to):
                Value("device ccid address", $"{to.Controller}:{to.Slot}", $"{from.Controller}:{from.Slot}");
                break;
            case (IsaAddress from, IsaAddress to):
                Value("device isa address", $"{to.Iobase}:{to.Irq}", $"{from.Iobase}:{from.Irq}");
                break;
            case (UsbAddress from, UsbAddress to):
                Value("device USB address", $"{to.Bus}:{string.Join('.', to.Port)}", $"{from.Bus}:{string.Join('.', from.Port)}");
                break;
            case (DimmAddress from, DimmAddress to):
                Value("device dimm slot", to.Slot, from.Slot);
                Value("device dimm base address", to.Base, from.Base);
                break;
            case (CcwAddress from, CcwAddress to):
                Value("device ccw address", $"{to.Cssid:x}.{to.Ssid}.{to.Devno:x4}", $"{from.Cssid:x}.{from.Ssid}.{from.Devno:x4}");
                break;
        }
    }

    private static IReadOnlyList<T> Single<T>(T? device)
        where T : Device => device is null ? [] : [device];

    private static void Value<T>(string what, T target, T source)
    {
        if (!EqualityComparer<T>.Default.Equals(target, source))
        {
            throw AbiCheck.Differs($"{what} {AbiCheck.Text(target)}", AbiCheck.Text(source));
        }
    }
}
