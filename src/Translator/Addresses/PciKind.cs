using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Addresses;

/// <summary>What a device needs of a PCI bus, and what a bus accepts (addresses.md 2.1 and 2.2).</summary>
[Flags]
internal enum PciKind
{
    None = 0,
    Pci = 1,
    Pcie = 2,
    PciBridge = 4,
    DmiToPciBridge = 8,
    PcieToPciBridge = 16,
    PcieRootPort = 32,
    SwitchUpstreamPort = 64,
    SwitchDownstreamPort = 128,
    PciExpanderBus = 256,
    PcieExpanderBus = 512,

    /// <summary>Has its place on bus 0, whatever that accepts.</summary>
    Integrated = 1024,

    /// <summary>Wants a PCI bus, but there is none that takes it: refused when a place is looked for.</summary>
    Nowhere = 2048,

    Endpoint = Pci | Pcie,
}

internal static class PciKinds
{
    /// <summary>What a PCI controller asks of the bus that it sits on; roots sit on none.</summary>
    public static PciKind Of(ControllerModel? model) => model switch
    {
        ControllerModel.PciBridge => PciKind.PciBridge,
        ControllerModel.DmiToPciBridge => PciKind.DmiToPciBridge,
        ControllerModel.PcieToPciBridge => PciKind.PcieToPciBridge,
        ControllerModel.PcieRootPort => PciKind.PcieRootPort,
        ControllerModel.PcieSwitchUpstreamPort => PciKind.SwitchUpstreamPort,
        ControllerModel.PcieSwitchDownstreamPort => PciKind.SwitchDownstreamPort,
        ControllerModel.PciExpanderBus => PciKind.PciExpanderBus,
        ControllerModel.PcieExpanderBus => PciKind.PcieExpanderBus,
        _ => PciKind.None,
    };

    /// <summary>What the bus behind a controller accepts, its slots, and whether endpoints are put there without being told so.</summary>
    public static (PciKind Accepts, int FirstSlot, int LastSlot, bool AutoAssign) BusOf(ControllerModel model) => model switch
    {
        ControllerModel.PciRoot => (PciKind.Pci | PciKind.PciBridge | PciKind.PciExpanderBus, 1, 31, true),
        ControllerModel.PciBridge or ControllerModel.PcieToPciBridge => (PciKind.Pci | PciKind.PciBridge, 1, 31, true),
        ControllerModel.PciExpanderBus => (PciKind.Pci | PciKind.PciBridge, 0, 31, true),
        ControllerModel.PcieRoot => (PciKind.Pcie | PciKind.PcieRootPort | PciKind.DmiToPciBridge | PciKind.PcieExpanderBus, 1, 31, false),
        ControllerModel.DmiToPciBridge => (PciKind.Pci | PciKind.PciBridge, 0, 31, false),
        ControllerModel.PcieRootPort or ControllerModel.PcieSwitchDownstreamPort =>
            (PciKind.Pcie | PciKind.SwitchUpstreamPort | PciKind.PcieToPciBridge, 0, 0, true),
        ControllerModel.PcieSwitchUpstreamPort => (PciKind.SwitchDownstreamPort, 0, 31, false),
        ControllerModel.PcieExpanderBus => (PciKind.PcieRootPort | PciKind.DmiToPciBridge, 0, 31, false),
        _ => (PciKind.None, 0, 0, false),
    };

    /// <summary>Words for messages.</summary>
    public static string Word(PciKind kind) => (kind & ~PciKind.Integrated) switch
    {
        PciKind.Pci => "a standard PCI device",
        PciKind.Pcie => "a PCI Express device",
        PciKind.PciBridge => "a pci-bridge",
        PciKind.DmiToPciBridge => "a dmi-to-pci-bridge",
        PciKind.PcieToPciBridge => "a pcie-to-pci-bridge",
        PciKind.PcieRootPort => "a pcie-root-port",
        PciKind.SwitchUpstreamPort => "a pcie-switch-upstream-port",
        PciKind.SwitchDownstreamPort => "a pcie-switch-downstream-port",
        PciKind.PciExpanderBus => "a pci-expander-bus",
        PciKind.PcieExpanderBus => "a pcie-expander-bus",
        _ => "this device",
    };
}
