using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>
/// PCI controllers that the machine or the guest cannot have, and controllers that are there twice; looked at before addresses are given out (addresses.md 7).
/// </summary>
internal sealed class PciControllerPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        for (int i = 0; i < domain.Controllers.Count; i++)
        {
            Controller controller = domain.Controllers[i];
            RefuseTwins(domain, controller, i);
            if (controller.Type == ControllerType.Pci)
            {
                Check(domain, controller);
            }
        }
    }

    private static void RefuseTwins(Domain domain, Controller controller, int place)
    {
        if (controller.Type == ControllerType.Usb)
        {
            return;
        }

        for (int i = 0; i < place; i++)
        {
            if (domain.Controllers[i].Type == controller.Type && domain.Controllers[i].Index == controller.Index)
            {
                throw DomainException.Internal($"Multiple '{ControllerType.Names[controller.Type]}' controllers with index '{controller.Index}'",
                    controller.Position);
            }
        }
    }

    private static void Check(Domain domain, Controller controller)
    {
        uint index = controller.Index!.Value;
        switch (controller.Model)
        {
            case ControllerModel.PciRoot or ControllerModel.PcieRoot when index != 0 && !(domain.IsPseries() && controller.Model == ControllerModel.PciRoot):
                throw new DomainException("pci-root and pcie-root controllers should have index 0", controller.Position);
            case ControllerModel.PciExpanderBus when !domain.IsI440fx():
                throw DomainException.Unsupported(
                    "pci-expander-bus controllers are only supported on 440fx-based machinetypes; they are not supported with this machine type",
                    controller.Position);
            case ControllerModel.PcieExpanderBus when !domain.IsQ35() && !domain.IsArmVirt():
                throw DomainException.Unsupported("pcie-expander-bus controllers are not supported with this machine type", controller.Position);
        }

        if (controller.Pci.NumaNode is { } node && domain.Cpu?.Numa is var numa && (numa is null || node >= numa.Cells.Count))
        {
            throw new DomainException(
                $"{ControllerModel.Names.Of(controller.Model) ?? "a pci controller"} with index {index} is configured for a NUMA node ({node}) not present in the domain's "
                + $"<cpu><numa> array ({numa?.Cells.Count ?? 0})",
                controller.Position);
        }
    }
}
