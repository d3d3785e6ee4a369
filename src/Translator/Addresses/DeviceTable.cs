using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>
/// The table of devices: one row a kind, on top of DomainParser's (<see cref="DeviceKinds"/>), with its alias rule (completion.md 7), what it asks of a PCI bus
/// (addresses.md 2.1) and whether it is a virtio device (addresses.md 3.1). The orders in which libvirt goes through the kinds differ and stand below.
/// </summary>
internal static class DeviceTable
{
    public static readonly DeviceRow Disk = DeviceRow.Of<Disk>(
        DeviceKinds.Disk,
        Aliases.Each<Disk>(Aliases.OfDisk),
        (disk, pci) => disk.Bus == DiskBus.Virtio ? pci.Virtio(disk.Model) : PciKind.None,
        disk => disk.Bus == DiskBus.Virtio);

    public static readonly DeviceRow Controller = DeviceRow.Of<Controller>(
        DeviceKinds.Controller,
        Aliases.Each<Controller>(Aliases.OfController),
        (controller, pci) => pci.OfController(controller),
        controller => controller.Type is ControllerType.VirtioSerial or ControllerType.Scsi);

    public static readonly DeviceRow Lease = DeviceRow.Of<Lease>(DeviceKinds.Lease);

    public static readonly DeviceRow Filesystem = DeviceRow.Of<Filesystem>(
        DeviceKinds.Filesystem,
        Aliases.ByCounter("fs"),
        (filesystem, pci) => filesystem.Driver switch
        {
            FilesystemDriver.Mtp => PciKind.None,
            FilesystemDriver.Virtiofs => pci.Native,
            _ => pci.Virtio(filesystem.Model),
        },
        _ => true);

    public static readonly DeviceRow Interface = DeviceRow.Of<Interface>(
        DeviceKinds.Interface,
        Aliases.Each<Interface>(Aliases.OfInterface),
        (nic, pci) => pci.OfInterface(nic),
        nic => nic.IsVirtio && nic.Type != InterfaceType.Hostdev);

    public static readonly DeviceRow Hostdev = DeviceRow.Of<Hostdev>(
        DeviceKinds.Hostdev,
        Aliases.Each<Hostdev>((domain, _) => Aliases.NextHostdev(domain)),
        (hostdev, pci) => pci.OfHostdev(hostdev),
        hostdev => hostdev.Source is ScsiHostHostdevSource);

    public static readonly DeviceRow Memory = DeviceRow.Of<MemoryDevice>(
        DeviceKinds.Memory,
        Aliases.Each<MemoryDevice>(Aliases.OfMemory),
        (memory, pci) => IsVirtioMemory(memory) ? pci.PlainVirtio : PciKind.None,
        IsVirtioMemory);

    public static readonly DeviceRow Smartcard = DeviceRow.Of<Smartcard>(DeviceKinds.Smartcard, Aliases.ByPosition("smartcard"));

    public static readonly DeviceRow Parallel = DeviceRow.Of<DomainParser.Model.Parallel>(DeviceKinds.Parallel, Aliases.ByPosition("parallel"));

    public static readonly DeviceRow Serial = DeviceRow.Of<Serial>(
        DeviceKinds.Serial,
        Aliases.ByPosition("serial"),
        (serial, _) => serial.TargetType == SerialTarget.PciSerial ? PciKind.Pci : PciKind.None);

    public static readonly DeviceRow Console = DeviceRow.Of<GuestConsole>(DeviceKinds.Console, Aliases.Consoles);

    public static readonly DeviceRow Channel = DeviceRow.Of<Channel>(DeviceKinds.Channel, Aliases.ByPosition("channel"));

    public static readonly DeviceRow Input = DeviceRow.Of<Input>(
        DeviceKinds.Input,
        Aliases.ByPosition("input"),
        (input, pci) => input.Bus == InputBus.Virtio ? pci.Virtio(input.Model) : PciKind.None,
        input => input.Bus == InputBus.Virtio);

    public static readonly DeviceRow Graphics = DeviceRow.Of<Graphics>(DeviceKinds.Graphics);

    public static readonly DeviceRow Sound = DeviceRow.Of<Sound>(
        DeviceKinds.Sound,
        Aliases.ByPosition("sound"),
        (sound, pci) => sound.Model switch
        {
            SoundModel.Virtio => pci.PlainVirtio,
            SoundModel.Es1370 or SoundModel.Ac97 or SoundModel.Ich6 or SoundModel.Ich9 => PciKind.Pci,
            SoundModel.Sb16 or SoundModel.Pcspk or SoundModel.Usb => PciKind.None,
            _ => PciKind.Nowhere,
        },
        sound => sound.Model == SoundModel.Virtio);

    public static readonly DeviceRow Audio = DeviceRow.Of<Audio>(DeviceKinds.Audio);

    public static readonly DeviceRow Video = DeviceRow.Of<Video>(
        DeviceKinds.Video,
        Aliases.ByPosition("video"),
        (video, pci) => video.Model switch
        {
            VideoModel.Virtio => pci.PlainVirtio,
            VideoModel.Bochs => pci.Native,
            VideoModel.Vga or VideoModel.Cirrus or VideoModel.Vmvga or VideoModel.Xen or VideoModel.Vbox or VideoModel.Qxl or VideoModel.Parallels =>
                PciKind.Pci,
            VideoModel.None or VideoModel.Ramfb => PciKind.None,
            _ => PciKind.Nowhere,
        },
        video => video.Model == VideoModel.Virtio);

    public static readonly DeviceRow Watchdog = DeviceRow.Of<Watchdog>(
        DeviceKinds.Watchdog,
        Aliases.ByPosition("watchdog"),
        (watchdog, _) => watchdog.Model == WatchdogModel.I6300esb ? PciKind.Pci : PciKind.None);

    public static readonly DeviceRow Memballoon = DeviceRow.Of<Memballoon>(
        DeviceKinds.Memballoon,
        Aliases.Each<Memballoon>((_, balloon) => balloon.Model == MemballoonModel.None ? null : "balloon0"),
        (balloon, pci) => balloon.Model switch
        {
            MemballoonModel.VirtioTransitional => PciKind.Pci,
            MemballoonModel.Virtio or MemballoonModel.VirtioNonTransitional => pci.PlainVirtio,
            MemballoonModel.None => PciKind.None,
            _ => PciKind.Nowhere,
        },
        balloon => balloon.Model is MemballoonModel.Virtio or MemballoonModel.VirtioTransitional or MemballoonModel.VirtioNonTransitional);

    public static readonly DeviceRow Rng = DeviceRow.Of<Rng>(DeviceKinds.Rng, Aliases.ByCounter("rng"), (rng, pci) => pci.Virtio(rng.Model), _ => true);

    /// <summary>A virtio device that never asks for PCI Express.</summary>
    public static readonly DeviceRow Crypto = DeviceRow.Of<Crypto>(DeviceKinds.Crypto, Aliases.ByCounter("crypto"), (_, _) => PciKind.Pci, _ => true);

    public static readonly DeviceRow Tpm = DeviceRow.Of<Tpm>(DeviceKinds.Tpm, Aliases.ByPosition("tpm"));

    public static readonly DeviceRow Nvram = DeviceRow.Of<Nvram>(DeviceKinds.Nvram);

    public static readonly DeviceRow Hub = DeviceRow.Of<Hub>(DeviceKinds.Hub, Aliases.ByPosition("hub"));

    public static readonly DeviceRow Redirdev = DeviceRow.Of<Redirdev>(DeviceKinds.Redirdev, Aliases.ByPosition("redir"));

    public static readonly DeviceRow Panic = DeviceRow.Of<Panic>(
        DeviceKinds.Panic, pci: (panic, _) => panic.Model == PanicModel.Pvpanic ? PciKind.Pci | PciKind.Integrated : PciKind.None);

    public static readonly DeviceRow Shmem = DeviceRow.Of<Shmem>(DeviceKinds.Shmem, Aliases.ByPosition("shmem"), (_, _) => PciKind.Pci);

    public static readonly DeviceRow Iommu = DeviceRow.Of<Iommu>(
        DeviceKinds.Iommu,
        Aliases.ByPosition("iommu"),
        (iommu, pci) => iommu.Model is IommuModel.Virtio or IommuModel.Amd ? pci.Native | PciKind.Integrated : PciKind.None);

    public static readonly DeviceRow Vsock =
        DeviceRow.Of<Vsock>(DeviceKinds.Vsock, Aliases.ByPosition("vsock"), (vsock, pci) => pci.Virtio(vsock.Model), _ => true);

    public static readonly DeviceRow Pstore = DeviceRow.Of<Pstore>(DeviceKinds.Pstore, Aliases.ByPosition("pstore"), (_, _) => PciKind.Pci);

    /// <summary>"The walk" of the rules: all that can have an address (addresses.md 1.5).</summary>
    public static readonly IReadOnlyList<DeviceRow> WalkOrder =
    [
        Disk, Interface, Sound, Hostdev, Video, Controller, Smartcard, Serial, Parallel, Channel, Console, Input, Filesystem, Watchdog, Memballoon, Rng, Nvram,
            Hub,
        Shmem, Tpm, Panic, Memory, Redirdev, Iommu, Vsock, Crypto, Pstore,
    ];

    /// <summary>Those without an address behind the walk: all rows.</summary>
    public static readonly IReadOnlyList<DeviceRow> All = [.. WalkOrder, Graphics, Audio, Lease];

    /// <summary>The order in which names are given (completion.md 7).</summary>
    public static readonly IReadOnlyList<DeviceRow> AliasOrder =
    [
        Disk, Interface, Filesystem, Sound, Hostdev, Redirdev, Video, Controller, Input, Parallel, Serial, Channel, Console, Hub, Shmem, Smartcard, Watchdog,
            Memballoon,
        Rng, Tpm, Memory, Vsock, Iommu, Crypto, Pstore,
    ];

    /// <summary>The order in which places on PCI buses are looked for, behind the PCI controllers (addresses.md 2.6).</summary>
    public static readonly IReadOnlyList<DeviceRow> PciOrder =
    [
        Filesystem, Interface, Sound, Controller, Disk, Hostdev, Memballoon, Rng, Watchdog, Video, Shmem, Input, Serial, Iommu, Vsock, Memory, Crypto, Panic,
            Pstore,
    ];

    /// <summary>What a guest can boot from.</summary>
    public static readonly IReadOnlyList<DeviceRow> BootOrder = [Disk, Interface, Filesystem, Hostdev, Redirdev];

    private static readonly Dictionary<Type, DeviceRow> ByType = All.ToDictionary(row => row.Type);

    /// <summary>The row of a device; null for kinds with several classes (graphics), which have no address.</summary>
    public static DeviceRow? Of(Device device) => ByType.GetValueOrDefault(device.GetType());

    private static bool IsVirtioMemory(MemoryDevice memory) => memory.Model is MemoryModel.VirtioPmem or MemoryModel.VirtioMem;
}
