using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>
/// Controllers that the machine has anyway: USB 0, SATA 0, the PCI root; each only where none of that type and index is there (completion.md 5.1).
/// </summary>
internal sealed class DefaultControllersPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        RefusePci(context);
        AddUsb(context);
        if (context.Domain.IsQ35())
        {
            AddUnlessThere(context, ControllerType.Sata, null);
        }

        if (RootOf(context) is { } root)
        {
            AddRoot(context, root);
        }
    }

    /// <summary>PCI controllers of a machine that has no PCI (versions.md R14).</summary>
    private static void RefusePci(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (context.Rules.MachinesWithoutPciAreKnown && (domain.IsMicrovm() || domain.IsIsapc())
            && domain.Controllers.Find(c => c.Type == ControllerType.Pci) is { } pci)
        {
            throw DomainException.Unsupported($"Machine type '{domain.Os.Machine}' does not support PCI", pci.Position);
        }
    }

    private static void AddUsb(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (ControllerList.Find(domain.Controllers, ControllerType.Usb, 0) is not null)
        {
            return;
        }

        if (domain.IsQ35())
        {
            AddQ35Usb(context);
            return;
        }

        if (domain.IsArm())
        {
            if (context.Rules.OldBoardsHaveXhci)
            {
                if (domain.Os.Machine == "versatilepb")
                {
                    AddUnlessThere(context, ControllerType.Usb, ControllerModel.QemuXhci);
                }
            }
            else if (domain.Os.Machine == "versatilepb" || domain.Os.Machine!.StartsWith("realview", StringComparison.Ordinal))
            {
                AddUnlessThere(context, ControllerType.Usb, ControllerModel.PciOhci);
            }

            return;
        }

        bool hasUsb = domain.IsX86() ? !domain.IsIsapc() && !(context.Rules.MachinesWithoutPciAreKnown && domain.IsMicrovm())
            : domain.IsPpc() || domain.IsMips() || domain.Os.Arch is "alpha" or "sh4" or "sh4eb" or "sparc64";
        if (hasUsb)
        {
            AddUnlessThere(context, ControllerType.Usb, null);
        }
    }

    private static void AddQ35Usb(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (context.Capabilities.Has(Flags.QemuXhci))
        {
            AddUnlessThere(context, ControllerType.Usb, ControllerModel.QemuXhci);
        }
        else if (context.Capabilities.Has(Flags.NecUsbXhci))
        {
            AddUnlessThere(context, ControllerType.Usb, ControllerModel.NecXhci);
        }
        else if (context.Capabilities.Has(Flags.Ich9UsbEhci1))
        {
            foreach (ControllerModel model in (ReadOnlySpan<ControllerModel>)
                [ControllerModel.Ich9Ehci1, ControllerModel.Ich9Uhci1, ControllerModel.Ich9Uhci2, ControllerModel.Ich9Uhci3])
            {
                var controller = new Controller { Type = ControllerType.Usb, Index = 0, Model = model, MasterStartPort = Controller.NaturalStartPort(model) };
                AutomaticControllers.Add(domain, context.Rules, controller);
            }
        }
    }

    private static ControllerModel? RootOf(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.IsX86())
        {
            return domain.IsI440fx() ? ControllerModel.PciRoot : domain.IsQ35() ? ControllerModel.PcieRoot : null;
        }

        if (domain.IsArm())
        {
            return domain.IsArmVirt() ? ControllerModel.PcieRoot : domain.Os.Machine == "versatilepb" ? ControllerModel.PciRoot : null;
        }

        if (domain.IsRiscvVirt() || domain.IsLoongArch())
        {
            return ControllerModel.PcieRoot;
        }

        bool hasRoot = domain.IsPpc() || domain.IsMalta() || domain.Os.Arch is "alpha" or "sh4" or "sh4eb" or "sparc64"
            || (domain.IsS390() && context.Capabilities.Has(Flags.Zpci));
        return hasRoot ? ControllerModel.PciRoot : null;
    }

    private static void AddRoot(TranslationContext context, ControllerModel model)
    {
        Controller root = AddUnlessThere(context, ControllerType.Pci, model);
        if (root.Model != model)
        {
            throw new DomainException(
                $"The PCI controller with index='0' must be model='{ControllerModel.Names[model]}' for this machine type, but "
                + $"model='{ControllerModel.Names.Of(root.Model) ?? "none"}' was found instead",
                root.Position);
        }
    }

    private static Controller AddUnlessThere(TranslationContext context, ControllerType type, ControllerModel? model)
    {
        Domain domain = context.Domain;
        if (ControllerList.Find(domain.Controllers, type, 0) is { } there)
        {
            return there;
        }

        var controller = new Controller { Type = type, Index = 0, Model = model };
        AutomaticControllers.Add(domain, context.Rules, controller);
        return controller;
    }
}
