using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>What the translation knows of one kind of device beside its rules and arguments (<see cref="DeviceTable"/>).</summary>
internal sealed class DeviceRow
{
    private readonly Func<Device, PciNeeds, PciKind>? pci;
    private readonly Func<Device, bool>? isVirtio;

    private DeviceRow(DeviceKind kind, Type type, Aliases.Rule? alias, Func<Device, PciNeeds, PciKind>? pci, Func<Device, bool>? isVirtio) =>
        (Kind, Type, Alias, this.pci, this.isVirtio) = (kind, type, alias, pci, isVirtio);

    /// <summary>The row of DomainParser's table: element, list in the domain.</summary>
    public DeviceKind Kind { get; }

    public Type Type { get; }

    /// <summary>How its devices are named on the command line; null where they have no name.</summary>
    public Aliases.Rule? Alias { get; }

    public bool CanAskForPci => pci is not null;

    /// <summary>What a device of this kind asks of a PCI bus; <see cref="PciKind.None"/> where it has no business there.</summary>
    public PciKind Pci(Device device, PciNeeds needs) => pci?.Invoke(device, needs) ?? PciKind.None;

    /// <summary>A virtio device, whose bus the machine decides where it has no address: PCI, CCW or virtio-mmio.</summary>
    public bool IsVirtio(Device device) => isVirtio?.Invoke(device) ?? false;

    public static DeviceRow Of<T>(DeviceKind kind, Aliases.Rule? alias = null, Func<T, PciNeeds, PciKind>? pci = null, Func<T, bool>? isVirtio = null)
        where T : Device =>
        new(kind, typeof(T), alias, pci is null ? null : (device, needs) => pci((T)device, needs), isVirtio is null ? null : device => isVirtio((T)device));
}
