using VirshLite.Translator.Addresses;
using VirshLite.Translator.Boot;
using VirshLite.Translator.Context;
using VirshLite.Translator.Cpu;
using VirshLite.Translator.Devices;
using VirshLite.Translator.Devices.Audios;
using VirshLite.Translator.Devices.Channels;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Devices.Consoles;
using VirshLite.Translator.Devices.Controllers;
using VirshLite.Translator.Devices.Disks;
using VirshLite.Translator.Devices.Filesystems;
using VirshLite.Translator.Devices.GraphicsDevices;
using VirshLite.Translator.Devices.Hostdevs;
using VirshLite.Translator.Devices.Inputs;
using VirshLite.Translator.Devices.Interfaces;
using VirshLite.Translator.Devices.Iommus;
using VirshLite.Translator.Devices.MemoryDevices;
using VirshLite.Translator.Devices.Panics;
using VirshLite.Translator.Devices.Pstores;
using VirshLite.Translator.Devices.Redirdevs;
using VirshLite.Translator.Devices.Rngs;
using VirshLite.Translator.Devices.Serials;
using VirshLite.Translator.Devices.Shmems;
using VirshLite.Translator.Devices.Sounds;
using VirshLite.Translator.Devices.Tpms;
using VirshLite.Translator.Devices.Videos;
using VirshLite.Translator.Devices.Vsocks;
using VirshLite.Translator.GuestFirmware;
using VirshLite.Translator.Machine;
using VirshLite.Translator.Memory;
using VirshLite.Translator.Power;
using VirshLite.Translator.Storage;
using VirshLite.Translator.Threads;
using VirshLite.Translator.Time;

namespace VirshLite.Translator;

/// <summary>
/// The passes in the order in which they run. The order is part of the rules (completion.md 2.2 to 2.4): implicit devices see the XML as written, devices see
/// the implicit ones, addresses come when all devices are there, checks of the whole come last.
/// </summary>
internal static class CompletionPasses
{
    /// <summary>From the XML as written to the stored definition (completion.md 2.2).</summary>
    public static readonly IReadOnlyList<ICompletionPass> Definition =
    [
        // while reading: ids and the architecture
        new IdentifiersPass(),
        new ArchitecturePass(),
        new LifecyclePass(),
        new IoThreadsPass(),
        new NumaTunePass(),

        // A: everything below may ask the emulator's capabilities
        new EmulatorPass(),

        // B: indexes of controllers
        new HostdevControllersPass(),
        new ControllerIndexPass(),
        new UsbPresencePass(),

        // D1: everything below may ask for the machine (GuestMachine)
        new MachinePass(),

        // D2: ACPI of s390
        new S390AcpiPass(),

        // D3: firmware
        new FirmwarePass(),

        // D4: implicit devices
        new ImplicitDevicesPass(),
        new DefaultControllersPass(),
        new DefaultAudioPass(),

        // D5: default CPU
        new DefaultCpuPass(),

        // D6: default features
        new GicPass(),
        new IoApicPass(),

        // D7: generated VNC sockets
        new VncSocketPass(),

        // D8: vCPU list
        new VcpuListPass(),

        // D9: what <cpu> leaves open
        new CpuDefaultsPass(),

        // D10, D11: SMM, guest NUMA nodes
        new SmmRulesPass(),
        new NumaNodesPass(),

        // E: ports of ISA serials
        new IsaSerialPortsPass(),

        // F: each device for itself, kinds in the order of completion.md 2.3
        new DiskPass(),
        new InterfacePass(),
        new SoundPass(),
        new HostdevPass(),
        new VideoPass(),
        new ControllerModelPass(),
        new PciControllerPass(),
        new SerialPass(),
        new ChannelPass(),
        new InputPass(),
        new FilesystemPass(),
        new RngPass(),
        new ShmemPass(),
        new TpmPass(),
        new PanicModelPass(),
        new MemoryDevicePass(),
        new RedirdevPass(),
        new IommuPass(),
        new VsockPass(),
        new PstorePass(),

        // G1 to G4: vCPUs, memory, loader, hugepages
        new VcpuDefaultsPass(),
        new MemoryTotalsPass(),
        new LoaderTypePass(),
        new HugePagesPass(),

        // G5: controllers and panics that are there twice
        new PanicUniquePass(),

        // G6: boot order
        new BootOrderPass(),

        // G7: timers
        new TimerRulesPass(),

        // G8 to G11: console compatibility, implied controllers and video, second look at the first video and serial, spice without ports
        new ConsoleCompatPass(),
        new ImpliedControllersPass(),
        new ImpliedVideoPass(),
        new VideoDevicePass(),
        new ControllerModelPass(),
        new SpiceListenPass(),

        // H: addresses, memory slots
        new AddressPass(isStart: false),

        // I: checks of the whole
        new InterfaceRulesPass(),
        new AddressRulesPass(),
        new MachineRulesPass(),
        new FeatureRulesPass(),
        new OsRulesPass(),
        new LifecycleRulesPass(),
        new MemoryRulesPass(),
        new CpuRulesPass(),
        new StorageRulesPass(),
        new ControllerRulesPass(),
        new DeviceRulesPass(),
        new UserAliasPass(),
    ];

    /// <summary>From the stored definition to one start: nothing of it shows in the completed XML (completion.md 2.4).</summary>
    public static readonly IReadOnlyList<ICompletionPass> Start =
    [
        // 1: the user's changes to what QEMU can do
        new CapabilityOverridesPass(),
        new DeviceRulesPass(),

        // 2: networks (an interface that becomes a host device is named as one), addresses, aliases, boot indexes
        new NetworkPass(),
        new AddressPass(isStart: true),
        new AliasPass(),
        new BootIndexPass(),

        // 3: graphics
        new GraphicsPreparationPass(),

        // 4: disks, last to first
        new DiskPreparationPass(),

        // 5 to 7: host devices, networks, character devices
        new HostdevPreparationPass(),

        // fd sets: disks took theirs, character devices follow, then vdpa disks (storage.md 4.1)
        new ChardevFdSetsPass(),
        new VdpaDiskPass(),

        // images: those that only their headers name are numbered behind all others
        new ImageChainPass(),

        // 8: firmware once more
        new StartFirmwarePass(),

        // 9: helpers

        // 10: memory sizes
        new MemoryAlignmentPass(),

        // 11: channel paths, CPU, shmem, SEV
        new ChannelPathPass(),
        new CpuUpdatePass(),
        new SevPlatformPass(),
    ];
}
