using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Threads;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>What controllers cannot be once everything about them is known (addresses.md 7, "Validation").</summary>
internal sealed class ControllerRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Controller controller in context.Domain.Controllers)
        {
            CheckDriver(controller, context.Rules);
            switch (controller.Type)
            {
                case ControllerType.Pci:
                    PciControllerRules.Check(controller, context);
                    break;
                case ControllerType.Ide when !(controller.Index == 0 && context.Domain.HasBuiltinIde()):
                    throw context.Domain.HasBuiltinIde()
                        ? DomainException.Unsupported("Only a single IDE controller is supported for this machine type", controller.Position)
                        : DomainException.Unsupported("IDE controllers are unsupported for this QEMU binary or machine type", controller.Position);
                case ControllerType.Sata when !(controller.Index == 0 && context.Domain.IsQ35()) && !context.Capabilities.Has(Flags.Ich9Ahci):
                    throw DomainException.Unsupported("SATA is not supported with this QEMU binary", controller.Position);
                case ControllerType.Usb when context.Rules.UsbPortsAreCheckedAtDefinition && controller is { Ports: not null, Model: { } model }
                    && model is not (ControllerModel.NecXhci or ControllerModel.QemuXhci or ControllerModel.UsbNone):
                    throw DomainException.Unsupported(
                        $"usb controller type '{ControllerModel.Names[model]}' doesn't support 'ports' with this QEMU binary", controller.Position);
                case ControllerType.Scsi:
                    CheckScsi(controller, context);
                    break;
                case ControllerType.Nvme when context.Rules.HasNvmeControllers:
                    CheckNvme(controller, context.Capabilities);
                    break;
                case ControllerType.Nvme:
                    throw DomainException.Unsupported("NVMe controllers are not supported", controller.Position);
            }
        }
    }

    private static void CheckNvme(Controller controller, QemuCapabilities capabilities)
    {
        if (controller.Serial is null)
        {
            throw new DomainException("Missing mandatory serial for NVMe controller", controller.Position);
        }

        if (!capabilities.Has(Flags.Nvme) || !capabilities.Has(Flags.NvmeNamespace))
        {
            throw DomainException.Unsupported("NVMe controllers are not supported with this QEMU binary", controller.Position);
        }
    }

    private static void CheckDriver(Controller controller, Compatibility rules)
    {
        if (controller.IsVirtioScsi)
        {
            if (controller.IoThread is not null || controller.IoThreadQueues.Count > 0)
            {
                CheckIoThreadAddress(controller);
            }

            return;
        }

        bool isNvme = controller.Type == ControllerType.Nvme && rules.NvmeControllersHaveQueues;
        string? attribute = controller.Queues is not null && !isNvme ? "queues"
            : controller.CmdPerLun is not null ? "cmd_per_lun"
            : controller.MaxSectors is not null ? "max_sectors"
            : controller.IoEventFd is not null && !isNvme ? "ioeventfd" : null;
        if (attribute is not null)
        {
            throw rules.NvmeControllersHaveQueues
                ? DomainException.Unsupported(attribute is "queues" or "ioeventfd"
                    ? $"'{attribute}' is only supported by virtio-scsi and nvme controllers"
                    : $"'{attribute}' is only supported by virtio-scsi controller", controller.Position)
                : new DomainException($"'{attribute}' attribute only supported for virtio scsi controllers", controller.Position);
        }

        if (controller.IoThread is not null || controller.IoThreadQueues.Count > 0)
        {
            throw new DomainException("'iothread' attribute only supported for virtio scsi controllers", controller.Position);
        }
    }

    private static void CheckIoThreadAddress(Controller controller)
    {
        if (controller.Address is not (PciAddress or CcwAddress or null))
        {
            throw DomainException.Unsupported("virtio-scsi IOThreads only available for virtio pci and virtio ccw controllers", controller.Position);
        }
    }

    private static void CheckScsi(Controller controller, TranslationContext context)
    {
        string? flag = controller.Model switch
        {
            ControllerModel.LsiLogic => Flags.Lsi,
            ControllerModel.VirtioScsi or ControllerModel.VirtioTransitional or ControllerModel.VirtioNonTransitional => Flags.VirtioScsiPci,
            ControllerModel.LsiSas1068 => Flags.Mptsas1068,
            ControllerModel.LsiSas1078 => Flags.Megasas,
            ControllerModel.VmPvScsi => Flags.Pvscsi,
            // QEMU is not asked about dc390 and am53c974 (capabilities.md 2.7)
            _ => null,
        };
        if (controller.Model == ControllerModel.BusLogic)
        {
            throw DomainException.Unsupported("Unsupported controller model: buslogic", controller.Position);
        }

        bool isMissing = flag is not null && !context.Capabilities.Has(flag);
        bool isNotBuiltIn = controller.Model == ControllerModel.Ncr53c90 && (!context.Domain.HasBuiltinEsp() || controller.Index != 0);
        if (isMissing || isNotBuiltIn)
        {
            throw DomainException.Unsupported($"This QEMU doesn't support the SCSI controller model '{ControllerModel.Names[controller.Model!.Value]}'",
                controller.Position);
        }

        if (controller.IoThread is { } thread && thread > 0)
        {
            RequireIoThread(controller, thread, context.Domain);
        }

        if (controller.IoThreadQueues.Count > 0 && !context.Capabilities.Has(Flags.VirtioScsiIothreadMapping))
        {
            throw DomainException.Unsupported("IOThread mapping for virtio-scsi controllers is not available with this QEMU binary", controller.Position);
        }

        IoThreadRules.CheckMapping(controller.IoThreadQueues, controller.Queues ?? 0, context.Domain, controller.Position);
    }

    private static void RequireIoThread(Controller controller, uint id, Domain domain)
    {
        if (domain.IoThreads?.Ids().Contains(id) != true)
        {
            throw DomainException.Unsupported($"controller iothread '{id}' not defined in iothreadid", controller.Position);
        }
    }
}
