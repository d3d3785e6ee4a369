using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>A place on the guest's PCI buses; the domain is always 0.</summary>
internal readonly record struct PciPlace(int Bus, int Slot, int Function)
{
    public override string ToString() => $"0000:{Bus:x2}:{Slot:x2}.{Function}";
}

/// <summary>One PCI bus while addresses are given out: what it accepts and which functions are taken.</summary>
internal sealed class PciBus
{
    private readonly byte[] functions = new byte[32];
    private readonly bool[] shared = new bool[32];
    private int used;

    public PciBus(ControllerModel model)
    {
        Model = model;
        (Accepts, FirstSlot, LastSlot, AutoAssign) = PciKinds.BusOf(model);
    }

    public ControllerModel Model { get; }

    public PciKind Accepts { get; set; }

    public int FirstSlot { get; }

    public int LastSlot { get; }

    /// <summary>Whether endpoints without an address may come here.</summary>
    public bool AutoAssign { get; }

    /// <summary>The isolation group (addresses.md 2.8).</summary>
    public uint Group { get; set; }

    /// <summary>The group stays as it is.</summary>
    public bool IsGroupLocked { get; set; }

    public bool IsEmpty => used == 0;

    public bool IsSlotFree(int slot) => functions[slot] == 0;

    public bool IsTaken(int slot, int function) => (functions[slot] & (1 << function)) != 0;

    public bool HasFreeSlot()
    {
        for (int slot = FirstSlot; slot <= LastSlot; slot++)
        {
            if (functions[slot] == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the search may put a device of that kind here.</summary>
    public bool AcceptsAutomatic(PciKind kind, bool isBusZero)
    {
        if ((kind & PciKind.Integrated) != 0)
        {
            return isBusZero;
        }

        return (Accepts & kind) != 0 && (AutoAssign || (kind & PciKind.Endpoint) == 0);
    }

    /// <summary>Whether a device of that kind may be here because its address says so: judged more mildly than a search.</summary>
    public bool AcceptsExplicit(PciKind kind, bool isBusZero)
    {
        if ((kind & PciKind.Integrated) != 0)
        {
            return isBusZero;
        }

        PciKind accepts = Accepts;
        if ((accepts & PciKind.Endpoint) != 0)
        {
            accepts |= PciKind.Endpoint;
        }

        return (accepts & kind) != 0 || ((kind & PciKind.PciBridge) != 0 && (accepts & PciKind.Pci) != 0);
    }

    /// <summary>Takes one function. The first one on a slot decides whether root ports share the slot; the first one on the bus, its group.</summary>
    public void Reserve(int slot, int function, PciKind kind, uint group, bool isExplicit)
    {
        if (!IsGroupLocked)
        {
            if (used == 0)
            {
                Group = group;
            }
            else if (isExplicit && Group != group)
            {
                Group = 0;
            }
        }

        if (functions[slot] == 0)
        {
            shared[slot] = kind == PciKind.PcieRootPort;
        }

        functions[slot] |= (byte)(1 << function);
        used++;
    }

    /// <summary>
    /// The lowest place for a device: a free slot at <paramref name="firstFunction"/>, or for a root port the lowest free function of a slot that root ports
    /// share. Slot -1 where there is none.
    /// </summary>
    public (int Slot, int Function) FindPlace(PciKind kind, int firstFunction)
    {
        for (int slot = FirstSlot; slot <= LastSlot; slot++)
        {
            if (functions[slot] == 0)
            {
                return (slot, firstFunction);
            }

            if (kind == PciKind.PcieRootPort && shared[slot] && functions[slot] != 0xff)
            {
                return (slot, System.Numerics.BitOperations.TrailingZeroCount((uint)(byte)~functions[slot]));
            }
        }

        return (-1, 0);
    }
}
