using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>
/// All PCI buses of a guest in one run of address assignment (addresses.md 2.2 to 2.5). In the trial run buses are added where there is no room; in the real
/// run their number is fixed.
/// </summary>
internal sealed class PciBusSet
{
    private readonly List<PciBus> buses = [];
    private readonly TranslationContext context;
    private readonly bool mayGrow;

    /// <param name="count">Highest index of a PCI controller + 1; a bus without controller gets the model that such a bus would be added with.</param>
    public PciBusSet(TranslationContext context, int count, bool mayGrow)
    {
        this.context = context;
        this.mayGrow = mayGrow;
        Domain domain = context.Domain;
        bool isPcie = ControllerList.Find(domain.Controllers, ControllerType.Pci, 0)?.Model == ControllerModel.PcieRoot;
        for (uint i = 0; i < count; i++)
        {
            ControllerModel? model = ControllerList.Find(domain.Controllers, ControllerType.Pci, i)?.Model;
            buses.Add(new PciBus(model
                ?? (domain.IsPseries() ? ControllerModel.PciRoot : isPcie ? ControllerModel.PcieRootPort : ControllerModel.PciBridge)));
        }

        if (domain.IsPseries() && count > 0)
        {
            buses[0].IsGroupLocked = true;
        }
    }

    public IReadOnlyList<PciBus> Buses => buses;

    public bool HasFreeSlot()
    {
        foreach (PciBus bus in buses)
        {
            if (bus.HasFreeSlot())
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSlotFree(int bus, int slot) => bus < buses.Count && buses[bus].IsSlotFree(slot);

    /// <summary>
    /// Takes the place that an address names, after checking it. The bus number that comes back is higher by one where a bridge had to be put before it.
    /// </summary>
    public int ReserveExplicit(PciAddress address, PciKind kind, uint group)
    {
        SourcePosition position = address.Position;
        if (buses.Count == 0)
        {
            throw new DomainException("No PCI buses available", position);
        }

        if (address.Domain != 0)
        {
            throw new DomainException($"Invalid PCI address {Text(address)}. Only PCI domain 0 is available", position);
        }

        int bus = (int)address.Bus;
        if (bus >= buses.Count && mayGrow)
        {
            bus = Grow(kind, bus, position);
        }

        if (bus >= buses.Count)
        {
            throw new DomainException($"Invalid PCI address {Text(address)}. bus must be <= 0x{buses.Count - 1:x2}", position);
        }

        PciBus place = buses[bus];
        if (!place.AcceptsExplicit(kind, bus == 0))
        {
            throw new DomainException(
                $"The device at PCI address {Text(address)} cannot be plugged into the PCI controller with index='{bus}'. It requires a controller that "
                + $"accepts {PciKinds.Word(kind)}.", position);
        }

        if (address.Slot < place.FirstSlot || address.Slot > place.LastSlot)
        {
            string limit = address.Slot < place.FirstSlot ? $">= {place.FirstSlot}" : $"<= {place.LastSlot}";
            throw new DomainException($"Invalid PCI address {Text(address)}. slot must be {limit}", position);
        }

        if (address.Function > 7)
        {
            throw new DomainException($"Invalid PCI address {Text(address)}. function must be <= 7", position);
        }

        if (place.IsTaken((int)address.Slot, (int)address.Function))
        {
            throw new DomainException($"Attempted double use of PCI Address {Text(address)}", position);
        }

        place.Reserve((int)address.Slot, (int)address.Function, kind, group, isExplicit: true);
        return bus;
    }

    /// <summary>Takes a place that belongs to the chipset; nothing where there is no such bus or it is taken by the same thing.</summary>
    public void ReserveFixed(PciPlace place, PciKind kind)
    {
        if (buses.Count == 0)
        {
            throw new DomainException("No PCI buses available");
        }

        PciBus bus = buses[place.Bus];
        if (bus.IsTaken(place.Slot, place.Function))
        {
            throw new DomainException($"Attempted double use of PCI Address {place}");
        }

        bus.Reserve(place.Slot, place.Function, kind, 0, isExplicit: true);
    }

    /// <summary>
    /// The lowest free place for a device; each search starts afresh at bus 0. <paramref name="firstFunction"/> is the function that the device takes on a slot
    /// of its own; <paramref name="mayUse"/> says which buses count, by their numbers (null: all).
    /// </summary>
    public PciPlace ReserveNext(PciKind kind, uint group, SourcePosition position, int firstFunction = 0, Func<int, bool>? mayUse = null)
    {
        if (buses.Count == 0)
        {
            throw new DomainException("No PCI buses available", position);
        }

        PciPlace? found = Find(kind, firstFunction, (bus, i) => bus.Group == group && mayUse?.Invoke(i) != false)
            ?? Find(kind, firstFunction, (bus, i) => bus.IsEmpty && !bus.IsGroupLocked && mayUse?.Invoke(i) != false);
        if (found is null && mayGrow)
        {
            int bus = Grow(kind, buses.Count, position);
            found = new PciPlace(bus, buses[bus].FirstSlot, firstFunction);
        }

        PciPlace place = found ?? throw DomainException.Internal("No more available PCI slots", position);
        buses[place.Bus].Reserve(place.Slot, place.Function, kind, group, isExplicit: false);
        return place;
    }

    private static string Text(PciAddress address) => $"{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}";

    private PciPlace? Find(PciKind kind, int firstFunction, Func<PciBus, int, bool> mayUse)
    {
        for (int i = 0; i < buses.Count; i++)
        {
            PciBus bus = buses[i];
            if (!mayUse(bus, i) || !bus.AcceptsAutomatic(kind, i == 0))
            {
                continue;
            }

            (int slot, int function) = bus.FindPlace(kind, firstFunction);
            if (slot >= 0)
            {
                return new PciPlace(i, slot, function);
            }
        }

        return null;
    }

    /// <summary>
    /// Adds buses so that bus <paramref name="wanted"/> is there and takes a device of that kind; comes back with the number of the bus to use.
    /// </summary>
    private int Grow(PciKind kind, int wanted, SourcePosition position)
    {
        int add = wanted - buses.Count + 1;
        PciKind wish = kind & ~PciKind.Integrated;
        if ((kind & PciKind.Integrated) == 0 && wish == PciKind.Pci)
        {
            if (context.Domain.IsPseries())
            {
                AddBuses(ControllerModel.PciRoot, add);
                return wanted;
            }

            if (buses.Exists(bus => (bus.Accepts & PciKind.PciBridge) != 0))
            {
                AddBuses(ControllerModel.PciBridge, add);
                return wanted;
            }

            if (add == 1)
            {
                add = 2;
                wanted++;
            }

            if (context.Capabilities.Has(Flags.PciePciBridge))
            {
                buses.Add(new PciBus(ControllerModel.PcieRootPort) { Accepts = PciKind.PcieToPciBridge });
                buses.Add(new PciBus(ControllerModel.PcieToPciBridge));
                AddBuses(ControllerModel.PciBridge, add - 2);
            }
            else
            {
                buses.Add(new PciBus(ControllerModel.DmiToPciBridge));
                AddBuses(ControllerModel.PciBridge, add - 1);
            }

            return wanted;
        }

        if ((kind & PciKind.Integrated) == 0 && wish is PciKind.Pcie or PciKind.SwitchUpstreamPort)
        {
            AddBuses(ControllerModel.PcieRootPort, add);
            return wanted;
        }

        throw DomainException.Internal($"a PCI slot is needed to connect {PciKinds.Word(kind)}, but none is available, and it cannot be automatically added",
            position);
    }

    private void AddBuses(ControllerModel model, int count)
    {
        for (int i = 0; i < count; i++)
        {
            buses.Add(new PciBus(model));
        }
    }
}
