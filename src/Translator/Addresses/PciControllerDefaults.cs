using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>What PCI controllers get once all addresses are known: model names, chassis, ports, bus numbers (addresses.md 2.10).</summary>
internal static class PciControllerDefaults
{
    public static void Fill(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type == ControllerType.Pci)
            {
                Fill(controller, context);
            }
        }
    }

    private static void Fill(Controller controller, TranslationContext context)
    {
        PciControllerOptions pci = controller.Pci;
        var address = controller.Address as PciAddress;
        int index = (int)controller.Index!;
        switch (controller.Model)
        {
            case ControllerModel.PciBridge:
                pci.ModelName ??= PciModelName.PciBridge;
                pci.ChassisNr ??= index;
                if (address is not null && index <= address.Bus)
                {
                    throw DomainException.Unsupported(
                        $"PCI controller at index {index} (0x{index:x2}) has bus='0x{address.Bus:x2}', but index must be larger than bus", controller.Position);
                }

                break;
            case ControllerModel.DmiToPciBridge:
                pci.ModelName ??= PciModelName.I82801b11Bridge;
                break;
            case ControllerModel.PcieToPciBridge:
                pci.ModelName ??= PciModelName.PciePciBridge;
                break;
            case ControllerModel.PcieRootPort:
                pci.ModelName ??= context.Capabilities.Has(Flags.PcieRootPort) ? PciModelName.PcieRootPort : PciModelName.Ioh3420;
                pci.Chassis ??= index;
                pci.Port ??= address is null ? null : (int)((address.Slot << 3) + address.Function);
                break;
            case ControllerModel.PcieSwitchUpstreamPort:
                pci.ModelName ??= PciModelName.X3130Upstream;
                break;
            case ControllerModel.PcieSwitchDownstreamPort:
                pci.ModelName ??= PciModelName.Xio3130Downstream;
                pci.Chassis ??= index;
                pci.Port ??= (int?)address?.Slot;
                break;
            case ControllerModel.PciExpanderBus:
                pci.ModelName ??= PciModelName.Pxb;
                pci.BusNr ??= NextBusNumber(context.Domain, controller);
                break;
            case ControllerModel.PcieExpanderBus:
                pci.ModelName ??= PciModelName.PxbPcie;
                pci.BusNr ??= NextBusNumber(context.Domain, controller);
                break;
            case ControllerModel.PciRoot when context.Domain.IsPseries():
                pci.ModelName ??= PciModelName.SpaprPciHostBridge;
                pci.TargetIndex ??= index == 0 ? 0 : NextTargetIndex(context.Domain, controller);
                break;
        }
    }

    private static int NextBusNumber(Domain domain, Controller controller)
    {
        int lowest = 256;
        foreach (Controller other in domain.Controllers)
        {
            if (other.Type == ControllerType.Pci && other.Pci.BusNr is { } number)
            {
                lowest = Math.Min(lowest, number);
            }
        }

        return lowest > 2
            ? lowest - 2
            : throw DomainException.Internal("No free busNr lower than current lowest busNr is available to auto-assign to an expander bus",
                controller.Position);
    }

    private static int NextTargetIndex(Domain domain, Controller controller)
    {
        for (int candidate = 1; candidate <= 31; candidate++)
        {
            bool isUsed = false;
            foreach (Controller other in domain.Controllers)
            {
                isUsed |= other is { Type: ControllerType.Pci, Model: ControllerModel.PciRoot, Pci.ModelName: PciModelName.SpaprPciHostBridge }
                    && !ReferenceEquals(other, controller) && other.Pci.TargetIndex == candidate;
            }

            if (!isUsed)
            {
                return candidate;
            }
        }

        throw DomainException.Internal("No free target index is available to auto-assign to a PHB", controller.Position);
    }
}
