using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>Models of USB and SCSI controllers that the XML leaves open (completion.md 5.2 and 6.2).</summary>
internal sealed class ControllerModelPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Controller controller in context.Domain.Controllers)
        {
            switch (controller.Type)
            {
                case ControllerType.Usb:
                    CompleteUsb(controller, context);
                    break;
                case ControllerType.Scsi when controller.Model is null or ControllerModel.ScsiAuto:
                    controller.Model = ScsiModel(controller, context);
                    break;
            }
        }
    }

    private static void CompleteUsb(Controller controller, TranslationContext context)
    {
        controller.Model ??= UsbModel(controller, context);
        if (controller.Model == ControllerModel.UsbNone)
        {
            controller.Address = null;
        }

        if (controller.Model is ControllerModel.Qusb1 or ControllerModel.Qusb2)
        {
            throw DomainException.Unsupported("USB controller model type 'qusb1' or 'qusb2' is not supported in QEMU", controller.Position);
        }

        if (controller.Model is ControllerModel.NecXhci or ControllerModel.QemuXhci && controller.Ports > 15)
        {
            throw DomainException.Unsupported($"{ControllerModel.Names[controller.Model.Value]} controller only supports up to 15 ports", controller.Position);
        }
    }

    private static ControllerModel? UsbModel(Controller controller, TranslationContext context)
    {
        Domain domain = context.Domain;
        QemuCapabilities capabilities = context.Capabilities;
        ControllerModel? xhci = capabilities.Has(Flags.QemuXhci) ? ControllerModel.QemuXhci : capabilities.Has(Flags.NecUsbXhci)
            ? ControllerModel.NecXhci : null;
        ControllerModel? ohci = capabilities.Has(Flags.PciOhci) ? ControllerModel.PciOhci : null;
        ControllerModel? usual = capabilities.Has(Flags.Piix3UsbUhci) ? ControllerModel.Piix3Uhci : domain.IsX86() ? null : ohci;
        if (domain.IsS390())
        {
            return controller.Address is null || context.Rules.S390HasNoUsb ? ControllerModel.UsbNone : usual;
        }

        if (domain.IsPpc64())
        {
            return context.Options.AbiUpdate ? xhci ?? ohci : ohci;
        }

        return domain.Os.Arch switch
        {
            "aarch64" => xhci ?? usual,
            "armv7l" or "armv6l" or "riscv64" or "riscv32" when context.Rules.VirtHasXhci
                && (domain.IsArmVirt() || domain.IsRiscvVirt() || domain.Os.Machine == "versatilepb") => xhci ?? usual,
            "ppc" or "ppcle" or "ppcemb" when context.Rules.PpcHasOhci => ohci ?? usual,
            "loongarch64" => capabilities.Has(Flags.QemuXhci) ? ControllerModel.QemuXhci : usual,
            _ => usual,
        };
    }

    private static ControllerModel ScsiModel(Controller controller, TranslationContext context)
    {
        Domain domain = context.Domain;
        if (context.Rules.ScsiControllersFollowTheFirst
            && domain.Controllers.Find(c => c is { Type: ControllerType.Scsi, Model: not (null or ControllerModel.ScsiAuto) }) is { Model: { } model })
        {
            return model;
        }

        if (domain.IsPseries())
        {
            return ControllerModel.IbmVScsi;
        }

        if (domain.IsS390() || domain.IsLoongArchVirt())
        {
            return ControllerModel.VirtioScsi;
        }

        if (context.Rules.VirtHasVirtioScsi && (domain.IsArmVirt() || domain.IsRiscvVirt()) && context.Capabilities.Has(Flags.VirtioScsiPci))
        {
            return ControllerModel.VirtioScsi;
        }

        if (context.Capabilities.Has(Flags.Lsi))
        {
            return ControllerModel.LsiLogic;
        }

        if (context.Capabilities.Has(Flags.VirtioScsiPci))
        {
            return ControllerModel.VirtioScsi;
        }

        return domain.HasBuiltinEsp()
            ? ControllerModel.Ncr53c90
            : throw DomainException.Unsupported("Unable to determine model for SCSI controller: this QEMU has none to choose from", controller.Position);
    }
}
