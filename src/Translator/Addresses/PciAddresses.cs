using VirshLite.DomainParser.Model;
using VirshLite.Translator.Devices.Controllers;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>
/// PCI addresses for all devices that want one (addresses.md 2.5): a trial run finds out how many more buses are needed and adds their controllers; the real
/// run then places everything.
/// </summary>
internal static class PciAddresses
{
    public static void Assign(TranslationContext context)
    {
        Domain domain = context.Domain;
        var kinds = new PciNeeds(context);
        ZpciIds.Complete(context);
        int count = CountBuses(domain);
        if (count > 0)
        {
            AddControllers(context, kinds, count);
        }

        var run = new PciRun(context, kinds, new PciBusSet(context, CountBuses(domain), mayGrow: false), isTrial: false);
        run.ReserveExplicit();
        if (!domain.HasPci())
        {
            return;
        }

        PciChipset.Reserve(domain, run);
        run.PlaceAll();
        run.Store();
        ZpciIds.Assign(context);
        MarkMultifunction(domain);
        PciControllerDefaults.Fill(context);
    }

    /// <summary>The trial run; all that stays of it are the controllers of the buses that it had to add.</summary>
    private static void AddControllers(TranslationContext context, PciNeeds kinds, int count)
    {
        Domain domain = context.Domain;
        var run = new PciRun(context, kinds, new PciBusSet(context, count, mayGrow: true), isTrial: true);
        run.ReserveExplicit();

        // not asked here: whether the machine has PCI at all
        PciChipset.Reserve(domain, run);
        if (!kinds.IsPcieGuest && run.Buses.HasFreeSlot())
        {
            // room for one more bridge
            run.Buses.ReserveNext(PciKind.Pci, 0, default);
        }

        run.PlaceAll();
        if (kinds.IsPcieGuest && count == 1 && run.Buses.Buses.Count > count)
        {
            // one root port to spare
            run.Buses.ReserveNext(PciKind.Pcie, 0, default);
        }

        for (uint i = 1; i < run.Buses.Buses.Count; i++)
        {
            if (ControllerList.Find(domain.Controllers, ControllerType.Pci, i) is not null)
            {
                continue;
            }

            var controller = new Controller { Type = ControllerType.Pci, Index = i, Model = run.Buses.Buses[(int)i].Model };
            AutomaticControllers.Add(domain, context.Rules, controller);
            if (!controller.IsPciRoot)
            {
                run.Place(controller);
            }
        }
    }

    private static int CountBuses(Domain domain)
    {
        int count = 0;
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type == ControllerType.Pci)
            {
                count = Math.Max(count, (int)controller.Index! + 1);
            }
        }

        return count;
    }

    /// <summary>The device at function 0 of a slot says that the slot has more of them, unless the XML said something (addresses.md 2.7).</summary>
    private static void MarkMultifunction(Domain domain)
    {
        List<Device> devices = DeviceWalk.Of(domain);
        foreach (Device device in devices)
        {
            if (device.Address is not PciAddress { Function: > 0 } address)
            {
                continue;
            }

            foreach (Device first in devices)
            {
                if (first.Address is PciAddress { Function: 0 } zero && zero.Bus == address.Bus && zero.Slot == address.Slot && !zero.IsEmpty)
                {
                    zero.Multifunction ??= true;
                    break;
                }
            }
        }
    }
}
