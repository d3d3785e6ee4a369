using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>
/// One pass over all devices with a set of buses: explicit addresses, what the chipset has in fixed places, then everything else in the order of
/// addresses.md 2.6. Places found are kept here; <see cref="Store"/> puts them into the devices.
/// </summary>
internal sealed class PciRun
{
    private readonly TranslationContext context;
    private readonly Domain domain;
    private readonly PciNeeds kinds;
    private readonly Dictionary<Device, PciPlace> places = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Device> multifunction = new(ReferenceEqualityComparer.Instance);

    private readonly bool isTrial;

    /// <param name="isTrial">
    /// Only fixed places are remembered. What is searched for twice takes two places then: a primary video that did not get its own slot, companions of an
    /// EHCI.
    /// </param>
    public PciRun(TranslationContext context, PciNeeds kinds, PciBusSet buses, bool isTrial)
    {
        this.isTrial = isTrial;
        this.context = context;
        this.kinds = kinds;
        domain = context.Domain;
        Buses = buses;
    }

    public PciBusSet Buses { get; }

    /// <summary>Whether a place has still to be found: no address, or an empty PCI one.</summary>
    public bool Wants(Device device) => device.Address is null or PciAddress { IsEmpty: true } && !places.ContainsKey(device);

    public bool AsksForPci(Device device) => kinds.Of(device) != PciKind.None;

    /// <summary>Reserves what the XML says.</summary>
    public void ReserveExplicit()
    {
        foreach (Device device in DeviceWalk.Of(domain))
        {
            if (device.Address is not PciAddress { IsEmpty: false } address || IsPiix3BuiltIn(device, address))
            {
                continue;
            }

            PciKind kind = kinds.Of(device);
            address.Bus = (uint)Buses.ReserveExplicit(address, kind is PciKind.None or PciKind.Nowhere ? PciKind.Pci : kind, GroupOf(device));
        }
    }

    /// <summary>Everything that has no address and wants one.</summary>
    public void PlaceAll()
    {
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type == ControllerType.Pci && !controller.IsPciRoot)
            {
                Place(controller);
            }
        }

        foreach (DeviceRow row in DeviceTable.PciOrder)
        {
            foreach (Device device in row.Kind.Of(domain))
            {
                PlaceUnlessElsewhere(device);
            }
        }
    }

    /// <summary>Finds a place for a device that has none.</summary>
    public void Place(Device device)
    {
        if (Wants(device))
        {
            Remember(device, Buses.ReserveNext(kinds.Of(device), GroupOf(device), device.Position));
        }
    }

    /// <summary>Finds a place for a device that is plugged in, on a bus that takes such; writes nothing else into the domain.</summary>
    public void PlaceHotplugged(Device device, Func<int, bool> mayUse)
    {
        if (Wants(device))
        {
            places.Add(device, Buses.ReserveNext(kinds.Of(device), GroupOf(device), device.Position, mayUse: mayUse));
        }
    }

    /// <summary>Puts a device into a place that is its own by the chipset's design.</summary>
    public void PlaceFixed(Device device, PciPlace place, bool isMultifunction = false)
    {
        Buses.ReserveFixed(place, kinds.Of(device));
        places.Add(device, place);
        if (isMultifunction)
        {
            multifunction.Add(device);
        }
    }

    /// <summary>Reserves a function that belongs to no device of the domain.</summary>
    public void ReserveBuiltIn(PciPlace place) => Buses.ReserveFixed(place, PciKind.Pci);

    /// <summary>Writes the places into the devices; what an open address said about zPCI stays, its multifunction does not.</summary>
    public void Store()
    {
        foreach ((Device device, PciPlace place) in places)
        {
            var open = device.Address as PciAddress;
            device.Address = new PciAddress
            {
                Bus = (uint)place.Bus,
                Slot = (uint)place.Slot,
                Function = (uint)place.Function,
                Multifunction = multifunction.Contains(device) ? true : null,
                ZpciUid = open?.ZpciUid,
                ZpciFid = open?.ZpciFid,
                Position = open?.Position ?? default,
            };
        }
    }

    /// <summary>IDE 0 at 0:1.1 and USB 0 at 0:1.2 are functions of the chipset and belong to its step.</summary>
    private bool IsPiix3BuiltIn(Device device, PciAddress address)
    {
        bool isIde = device is Controller { Type: ControllerType.Ide, Index: 0 } && address is { Bus: 0, Slot: 1, Function: 1 };
        bool isUsb = device is Controller { Type: ControllerType.Usb, Index: 0, Model: null or ControllerModel.Piix3Uhci }
            && address is { Bus: 0, Slot: 1, Function: 2 };
        if (!isIde && !isUsb)
        {
            return false;
        }

        if (Buses.Buses.Count == 0 || !Buses.Buses[0].AcceptsExplicit(PciKind.Pci, isBusZero: true))
        {
            throw new DomainException(
                $"the PIIX3's {(isIde ? "IDE" : "USB")} controller cannot be on a bus 0 that takes no conventional PCI devices", address.Position);
        }

        return true;
    }

    /// <summary>The isolation group: on pSeries the IOMMU group of a host device + 1, else 0 (addresses.md 2.8).</summary>
    private uint GroupOf(Device device)
    {
        if (!domain.IsPseries())
        {
            return 0;
        }

        PciAddress? host = device switch
        {
            Interface { Type: InterfaceType.Hostdev } nic => nic.Source.HostAddress,
            Hostdev { Source: PciHostdevSource source } => source.Address,
            _ => null,
        };
        return host is not null && context.Host.PciDevice(host)?.IommuGroup is { } group ? group + 1 : 0;
    }

    private void Remember(Device device, PciPlace place)
    {
        if (!isTrial)
        {
            places.Add(device, place);
        }
    }

    private void PlaceUnlessElsewhere(Device device)
    {
        switch (device)
        {
            case Controller { Type: ControllerType.Pci }:
            case Controller { Type: ControllerType.Ide, Index: 0 }:
            case Interface { Type: InterfaceType.Hostdev }:
                // placed before; a part of the chipset; placed as the host device behind it
                return;
            case Controller { Type: ControllerType.Usb, IsIch9Usb: true } controller when Wants(controller):
                PlaceIch9(controller);
                return;
            case Disk disk when HasNoBusinessHere(disk):
                return;
            case var _ when AsksForPci(device):
                Place(device);
                return;
        }
    }

    /// <summary>The four controllers of one EHCI share a slot; each has a function of its own.</summary>
    private void PlaceIch9(Controller controller)
    {
        int function = controller.Model switch
        {
            ControllerModel.Ich9Ehci1 => 7,
            ControllerModel.Ich9Uhci1 => 0,
            ControllerModel.Ich9Uhci2 => 1,
            _ => 2,
        };
        PciPlace? partner = null;
        foreach (Controller other in domain.Controllers)
        {
            if (other.Type == ControllerType.Usb && other.IsIch9Usb && other.Index == controller.Index)
            {
                partner = places.TryGetValue(other, out PciPlace found) ? found
                    : other.Address is PciAddress { IsEmpty: false } given ? new PciPlace((int)given.Bus, (int)given.Slot, (int)given.Function) : null;
                if (partner is not null)
                {
                    break;
                }
            }
        }

        if (partner is { } place)
        {
            place = place with { Function = function };
            Buses.ReserveFixed(place, PciKind.Pci);
            Remember(controller, place);
        }
        else
        {
            Remember(controller, Buses.ReserveNext(PciKind.Pci, 0, controller.Position, function));
        }

        if (controller.Model == ControllerModel.Ich9Uhci1)
        {
            multifunction.Add(controller);
        }
    }

    /// <exception cref="DomainException">A virtio disk has an address that is none for it.</exception>
    private bool HasNoBusinessHere(Disk disk)
    {
        if (disk.Bus != DiskBus.Virtio || disk.Address is CcwAddress
            || (disk.Address is VirtioMmioAddress && (domain.IsArm() || domain.IsRiscv() || domain.IsX86())))
        {
            return true;
        }

        if (disk.Address is not (null or PciAddress))
        {
            throw DomainException.Unsupported($"virtio disk cannot have an address of type '{disk.Address.TypeName}'", disk.Position);
        }

        return false;
    }
}
