using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices;

/// <summary>
/// Devices that a machine has, or that libvirt gives every guest, whether the XML names them or not (completion.md 5.1). Controllers and audio have passes of
/// their own.
/// It looks at the XML as written: an input without a bus is no PS/2 input yet.
/// </summary>
internal sealed class ImplicitDevicesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Features.Ps2 != false && domain.HasI8042(context.Capabilities))
        {
            AddInput(domain, InputType.Mouse, InputBus.Ps2);
            AddInput(domain, InputType.Keyboard, InputBus.Ps2);
        }

        if (domain.Memballoon is null && HasMemballoon(domain, context.Rules))
        {
            domain.Memballoon = new Memballoon { Model = MemballoonModel.Virtio };
        }

        if (domain.IsPpc64() && domain.Graphics.Count > 0)
        {
            AddInput(domain, InputType.Keyboard, InputBus.Usb);
            if (!HasInput(domain, InputType.Tablet, InputBus.Usb))
            {
                AddInput(domain, InputType.Mouse, InputBus.Usb);
            }
        }

        if (domain.IsPseries() || domain.IsS390())
        {
            AddPanic(domain, domain.IsS390() ? PanicModel.S390 : PanicModel.Pseries);
        }

        if (domain.IsQ35())
        {
            if (context.Rules.Q35HasItco)
            {
                AddItco(domain);
            }

            AddIommu(context);
        }
    }

    private static bool HasMemballoon(Domain domain, Compatibility rules) =>
        (domain.IsX86() && !(rules.MachinesWithoutPciAreKnown && (domain.IsMicrovm() || domain.IsIsapc()))) || domain.IsPpc() || domain.IsS390()
            || (domain.IsRiscv() && !rules.RiscvHasNoBalloon) || domain.IsMips() || domain.Os.Arch is "alpha" or "sh4" or "sh4eb" or "sparc64";

    private static void AddInput(Domain domain, InputType type, InputBus bus)
    {
        if (!HasInput(domain, type, bus))
        {
            domain.Inputs.Add(new Input { Type = type, Bus = bus });
        }
    }

    private static bool HasInput(Domain domain, InputType type, InputBus bus)
    {
        foreach (Input input in domain.Inputs)
        {
            if (input.Type == type && input.Bus == bus)
            {
                return true;
            }
        }

        return false;
    }

    private static void AddPanic(Domain domain, PanicModel model)
    {
        foreach (Panic panic in domain.Panics)
        {
            if (panic.Model is null || panic.Model == model)
            {
                return;
            }
        }

        domain.Panics.Add(new Panic());
    }

    /// <summary>The chipset's own watchdog.</summary>
    private static void AddItco(Domain domain)
    {
        foreach (Watchdog watchdog in domain.Watchdogs)
        {
            if (watchdog.Model == WatchdogModel.Itco)
            {
                return;
            }
        }

        WatchdogAction action = domain.Watchdogs.Count > 0 ? domain.Watchdogs[0].Action : WatchdogAction.Reset;
        domain.Watchdogs.Add(new Watchdog { Model = WatchdogModel.Itco, Action = action });
    }

    /// <summary>More than 255 vCPUs need interrupt remapping to reach them all.</summary>
    private static void AddIommu(TranslationContext context)
    {
        QemuCapabilities capabilities = context.Capabilities;
        if (context.Domain.Vcpus.Maximum > 255 && context.Domain.Iommus.Count == 0
            && capabilities.Has(Flags.IntelIommu) && capabilities.Has(Flags.IntelIommuIntremap) && capabilities.Has(Flags.IntelIommuEim))
        {
            context.Domain.Iommus.Add(new Iommu { Model = IommuModel.Intel, InterruptRemapping = true, ExtendedInterruptMode = true });
        }
    }
}
