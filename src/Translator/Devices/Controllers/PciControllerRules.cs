using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>Options of PCI controllers: which model takes which, and in what range (addresses.md 7, "Validation of PCI controllers").</summary>
internal static class PciControllerRules
{
    public static void Check(Controller controller, TranslationContext context)
    {
        Domain domain = context.Domain;
        PciControllerOptions pci = controller.Pci;
        uint index = controller.Index!.Value;
        if (controller.Model is not { } model)
        {
            throw new DomainException($"a PCI controller with index {index} has no model", controller.Position);
        }

        if (index > 255)
        {
            throw new DomainException($"PCI controller index {index} too high, maximum is 255", controller.Position);
        }

        if (index == 0 && !controller.IsPciRoot)
        {
            throw new DomainException($"Invalid use of PCI controller index 0: model '{ControllerModel.Names[model]}' cannot be the root", controller.Position);
        }

        bool isPhb = model == ControllerModel.PciRoot && domain.IsPseries();
        if (controller.IsPciRoot && !isPhb && pci.ModelName is not null)
        {
            throw Unsuited(controller, "model name");
        }

        CheckComplete(controller, isPhb);
        CheckTargetIndex(controller, isPhb);
        CheckRanges(controller);
        CheckOwners(controller, isPhb, domain);
        CheckModelName(controller, context, isPhb);
    }

    /// <summary>What the addresses' run fills in is there, unless the machine has no PCI and there was no run.</summary>
    private static void CheckComplete(Controller controller, bool isPhb)
    {
        PciControllerOptions pci = controller.Pci;
        ControllerModel? model = controller.Model;
        string? missing = pci.ModelName is null && (isPhb || !controller.IsPciRoot) ? "modelName"
            : isPhb && pci.TargetIndex is null ? "targetIndex"
            : model == ControllerModel.PciBridge && pci.ChassisNr is null ? "chassisNr"
            : IsPort(controller) && pci.Chassis is null ? "chassis"
            : IsPort(controller) && pci.Port is null ? "port"
            : model is ControllerModel.PciExpanderBus or ControllerModel.PcieExpanderBus && pci.BusNr is null ? "busNr" : null;
        if (missing is not null)
        {
            throw DomainException.Internal($"Required option '{missing}' is not set for {Description(controller)}", controller.Position);
        }
    }

    private static bool IsPort(Controller controller) => controller.Model is ControllerModel.PcieRootPort or ControllerModel.PcieSwitchDownstreamPort;

    private static void CheckTargetIndex(Controller controller, bool isPhb)
    {
        if (controller.Pci.TargetIndex is not { } target)
        {
            return;
        }

        if (!isPhb)
        {
            throw Unsuited(controller, "target index");
        }

        if (target is < 0 or > 30)
        {
            throw DomainException.Unsupported($"PCI controller target index '{target}' out of range - must be 0-30", controller.Position);
        }

        if ((target == 0) != (controller.Index == 0))
        {
            throw DomainException.Unsupported("Only the PCI controller with index 0 can have target index 0, and vice versa", controller.Position);
        }
    }

    private static void CheckRanges(Controller controller)
    {
        PciControllerOptions pci = controller.Pci;
        Check(pci.ChassisNr, 1, 255, "chassisNr");
        Check(pci.Chassis, 0, 255, "chassis");
        Check(pci.Port, 0, 255, "port");
        Check(pci.BusNr, 1, 254, "busNr");

        void Check(int? value, int least, int most, string what)
        {
            if (value is { } number && (number < least || number > most))
            {
                throw new DomainException($"PCI controller {what} '{number}' out of range - must be {least}-{most}", controller.Position);
            }
        }
    }

    /// <summary>Which model takes which option.</summary>
    private static void CheckOwners(Controller controller, bool isPhb, Domain domain)
    {
        PciControllerOptions pci = controller.Pci;
        bool isBridge = controller.Model == ControllerModel.PciBridge;
        bool isPort = IsPort(controller);
        bool isExpander = controller.Model is ControllerModel.PciExpanderBus or ControllerModel.PcieExpanderBus;
        Refuse(pci.ChassisNr is not null && !isBridge, "chassisNr");
        Refuse(pci.Chassis is not null && !isPort, "chassis");
        Refuse(pci.Port is not null && !isPort, "port");
        Refuse(pci.BusNr is not null && !isExpander, "busNr");
        Refuse(pci.NumaNode is not null && !isExpander && !(isPhb && controller.Index != 0), "NUMA node");
        Refuse(pci.Hole64KiB is not null && !(controller.IsPciRoot && (domain.IsI440fx() || domain.IsQ35())), "pcihole64");
        Refuse(pci.Hotplug is not null && !isPort && controller.Model != ControllerModel.PciRoot, "hotplug");
        Refuse(pci.MemReserveKiB is not null && !isBridge && controller.Model != ControllerModel.PcieRootPort, "memReserve");

        void Refuse(bool isWrong, string what)
        {
            if (isWrong)
            {
                throw Unsuited(controller, what);
            }
        }
    }

    private static void CheckModelName(Controller controller, TranslationContext context, bool isPhb)
    {
        PciControllerOptions pci = controller.Pci;
        bool fits = controller.Model switch
        {
            ControllerModel.PciRoot => isPhb ? pci.ModelName is null or PciModelName.SpaprPciHostBridge : pci.ModelName is null,
            ControllerModel.PcieRoot => pci.ModelName is null,
            ControllerModel.PciBridge => pci.ModelName is null or PciModelName.PciBridge,
            ControllerModel.DmiToPciBridge => pci.ModelName is null or PciModelName.I82801b11Bridge,
            ControllerModel.PcieToPciBridge => pci.ModelName is null or PciModelName.PciePciBridge,
            ControllerModel.PcieRootPort => pci.ModelName is null or PciModelName.PcieRootPort or PciModelName.Ioh3420,
            ControllerModel.PcieSwitchUpstreamPort => pci.ModelName is null or PciModelName.X3130Upstream,
            ControllerModel.PcieSwitchDownstreamPort => pci.ModelName is null or PciModelName.Xio3130Downstream,
            ControllerModel.PciExpanderBus => pci.ModelName is null or PciModelName.Pxb,
            _ => pci.ModelName is null or PciModelName.PxbPcie,
        };
        if (!fits)
        {
            throw Unsuited(controller, $"model name '{PciModelName.Names[pci.ModelName!.Value]}'");
        }

        string? flag = pci.ModelName switch
        {
            PciModelName.PciBridge => Flags.PciBridge,
            PciModelName.I82801b11Bridge => Flags.DmiToPciBridge,
            PciModelName.PciePciBridge => Flags.PciePciBridge,
            PciModelName.PcieRootPort => Flags.PcieRootPort,
            PciModelName.Ioh3420 => Flags.Ioh3420,
            PciModelName.X3130Upstream => Flags.X3130Upstream,
            PciModelName.Xio3130Downstream => Flags.Xio3130Downstream,
            PciModelName.Pxb => Flags.Pxb,
            PciModelName.PxbPcie => Flags.PxbPcie,
            PciModelName.SpaprPciHostBridge => Flags.SpaprPciHostBridge,
            _ => null,
        };
        if (flag is not null && !context.Capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"the '{PciModelName.Names[pci.ModelName!.Value]}' device is not supported by this QEMU binary",
                controller.Position);
        }

        string? hotplugFlag = controller.Model switch
        {
            ControllerModel.PcieRootPort or ControllerModel.PcieSwitchDownstreamPort => Flags.PcieRootPortHotplug,
            ControllerModel.PciRoot => Flags.Piix4AcpiRootPciHotplug,
            _ => null,
        };
        if (pci.Hotplug is not null && hotplugFlag is not null && !context.Capabilities.Has(hotplugFlag))
        {
            throw DomainException.Unsupported(
                $"setting the {ControllerModel.Names[controller.Model!.Value]} hotplug property is not supported by this QEMU binary", controller.Position);
        }
    }

    private static DomainException Unsuited(Controller controller, string what) =>
        DomainException.Unsupported($"Option '{what}' is not valid for {Description(controller)}", controller.Position);

    private static string Description(Controller controller) =>
        $"PCI controller with index '{controller.Index}', model '{ControllerModel.Names[controller.Model!.Value]}' and modelName "
        + $"'{PciModelName.Names.Of(controller.Pci.ModelName) ?? "none"}'";
}
