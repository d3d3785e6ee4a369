using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Changes;

/// <summary>The address of a device that is plugged into a running guest (live-changes.md 2.3): nothing is added for it but the device itself.</summary>
internal static class HotplugAddresses
{
    /// <summary><paramref name="device"/> stands in the context's domain already; all other devices have their addresses.</summary>
    public static void Assign(TranslationContext context, Device device)
    {
        Domain domain = context.Domain;
        Refuse(domain, device);
        if (device is Channel)
        {
            VirtioSerialPorts.Assign(domain, context.Rules);
        }

        SpaprVioAddresses.Assign(domain);
        CcwAddresses.Assign(context);
        VirtioMmioAddresses.Assign(context);
        AssignPci(context, device);
        UsbAddresses.Assign(domain, onlyWhereComplete: false, addsHubs: false);
        AssignSlot(domain, device);
    }

    private static void Refuse(Domain domain, Device device)
    {
        if (device.Address is PciAddress { IsEmpty: false } pci)
        {
            if (pci.Function != 0)
            {
                throw DomainException.Internal("Only PCI device addresses with function=0 are supported", pci.Position);
            }

            uint last = 0;
            foreach (Controller controller in domain.Controllers)
            {
                last = controller.Type == ControllerType.Pci ? Math.Max(last, controller.Index ?? 0) : last;
            }

            if (pci.Bus > last)
            {
                throw new DomainException(
                    $"Invalid PCI address {pci.Domain:x4}:{pci.Bus:x2}:{pci.Slot:x2}.{pci.Function:x}. Only PCI buses up to {last} are available",
                        pci.Position);
            }

            if (!TakesDevices(domain, pci.Bus))
            {
                throw new DomainException(
                    $"The device at PCI address {pci.Domain:x4}:{pci.Bus:x2}:{pci.Slot:x2}.{pci.Function:x} requires hotplug capability, "
                    + $"but the PCI controller with index='{pci.Bus}' doesn't support hotplug", pci.Position);
            }
        }

        if (device is Disk { Bus: DiskBus.Scsi, Address: DriveAddress place }
            && domain.Disks.Exists(d => d != device && d is { Bus: DiskBus.Scsi, Address: DriveAddress other } && place.IsSamePlace(other)))
        {
            throw DomainException.Operation("Domain already contains a disk with that address", device.Position);
        }
    }

    private static void AssignPci(TranslationContext context, Device device)
    {
        Domain domain = context.Domain;
        var needs = new PciNeeds(context);
        bool isPci = needs.Of(device) is not (PciKind.None or PciKind.Nowhere) && device.Address is null or PciAddress;
        if (!isPci || !domain.HasPci())
        {
            return;
        }

        ZpciIds.Complete(context);
        int count = 0;
        foreach (Controller controller in domain.Controllers)
        {
            count = controller.Type == ControllerType.Pci ? Math.Max(count, (int)controller.Index! + 1) : count;
        }

        var run = new PciRun(context, needs, new PciBusSet(context, count, mayGrow: false), isTrial: false);
        run.ReserveExplicit();
        PciChipset.Reserve(domain, run);
        run.PlaceHotplugged(device, bus => TakesDevices(domain, (uint)bus));
        run.Store();
        ZpciIds.Assign(context);
    }

    /// <summary>
    /// Whether devices can be plugged into a bus while the guest runs: root ports unless switched off, bridges, the root bus of conventional guests.
    /// </summary>
    internal static bool TakesDevices(Domain domain, uint bus)
    {
        Controller? controller = ControllerList.Find(domain.Controllers, ControllerType.Pci, bus);
        return controller?.Model switch
        {
            ControllerModel.PcieRootPort or ControllerModel.PcieSwitchDownstreamPort => controller.Pci.Hotplug != false,
            ControllerModel.PciRoot => controller.Pci.Hotplug != false,
            ControllerModel.PciBridge or ControllerModel.PcieToPciBridge or ControllerModel.PciExpanderBus => true,
            _ => false,
        };
    }

    private static void AssignSlot(Domain domain, Device device)
    {
        if (device is not MemoryDevice { Model: MemoryModel.Dimm or MemoryModel.Nvdimm } memory)
        {
            return;
        }

        HashSet<uint> taken = [.. domain.MemoryDevices.Where(m => m != memory).Select(m => m.Address).OfType<DimmAddress>().Select(a => a.Slot)];
        if (memory.Address is DimmAddress given)
        {
            if (taken.Contains(given.Slot))
            {
                throw DomainException.Unsupported($"memory device slot '{given.Slot}' is already being used by another memory device", memory.Position);
            }

            return;
        }

        for (uint slot = 0; slot < domain.MemorySlots; slot++)
        {
            if (!taken.Contains(slot))
            {
                memory.Address = new DimmAddress { Slot = slot };
                return;
            }
        }

        throw DomainException.Unsupported("no free memory device slot available", memory.Position);
    }
}
