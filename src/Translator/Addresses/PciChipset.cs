using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>Built-in devices of i440fx and q35 and the places that some devices have by custom (addresses.md 2.3). No other machine has such a step.</summary>
internal static class PciChipset
{
    public static void Reserve(Domain domain, PciRun run)
    {
        if (domain.IsI440fx())
        {
            I440fx(domain, run);
        }
        else if (domain.IsQ35())
        {
            Q35(domain, run);
        }
    }

    private static void I440fx(Domain domain, PciRun run)
    {
        foreach (Controller controller in domain.Controllers)
        {
            if (controller is { Type: ControllerType.Ide, Index: 0 })
            {
                BuiltIn(controller, run, new PciPlace(0, 1, 1), "Primary IDE controller must have PCI address 0:0:1.1", isSkipped: true);
            }
            else if (controller is { Type: ControllerType.Usb, Index: 0, Model: null or ControllerModel.Piix3Uhci })
            {
                BuiltIn(controller, run, new PciPlace(0, 1, 2), "PIIX3 USB controller at index 0 must have PCI address 0:0:1.2", isSkipped: true);
            }
        }

        run.ReserveBuiltIn(new PciPlace(0, 1, 0));
        run.ReserveBuiltIn(new PciPlace(0, 1, 3));
        PrimaryVideo(domain, run, 2);
    }

    private static void Q35(Domain domain, PciRun run)
    {
        foreach (Controller controller in domain.Controllers)
        {
            if (controller is { Type: ControllerType.Sata, Index: 0 })
            {
                BuiltIn(controller, run, new PciPlace(0, 0x1f, 2), "Primary SATA controller must have PCI address 0:0:1f.2", isSkipped: false);
            }
            else if (controller is { Type: ControllerType.Usb, Model: ControllerModel.Ich9Uhci1, Address: null })
            {
                int slot = run.Buses.IsSlotFree(0, 0x1d) ? 0x1d : 0x1a;
                if (run.Buses.IsSlotFree(0, slot))
                {
                    run.PlaceFixed(controller, new PciPlace(0, slot, 0), isMultifunction: true);
                }
            }
            else if (controller is { Type: ControllerType.Pci, Model: ControllerModel.DmiToPciBridge, Address: null } && run.Buses.IsSlotFree(0, 0x1e))
            {
                run.PlaceFixed(controller, new PciPlace(0, 0x1e, 0));
            }
        }

        run.ReserveBuiltIn(new PciPlace(0, 0x1f, 0));
        run.ReserveBuiltIn(new PciPlace(0, 0x1f, 3));
        PrimaryVideo(domain, run, 1);
        if (!run.Buses.IsSlotFree(0, 0x1b))
        {
            return;
        }

        foreach (Sound sound in domain.Sounds)
        {
            if (sound.Model == SoundModel.Ich9 && run.Wants(sound))
            {
                run.PlaceFixed(sound, new PciPlace(0, 0x1b, 0));
                return;
            }
        }
    }

    /// <param name="isSkipped">The explicit address was left out when the others were reserved, so it is reserved here.</param>
    private static void BuiltIn(Controller controller, PciRun run, PciPlace place, string refusal, bool isSkipped)
    {
        if (run.Wants(controller) || controller.Address is not PciAddress)
        {
            run.PlaceFixed(controller, place);
            return;
        }

        if (controller.Address is not PciAddress address || address.Bus != place.Bus || address.Slot != place.Slot || address.Function != place.Function
            || address.Domain != 0)
        {
            throw DomainException.Internal(refusal, controller.Position);
        }

        if (isSkipped)
        {
            run.ReserveBuiltIn(place);
        }
    }

    private static void PrimaryVideo(Domain domain, PciRun run, int slot)
    {
        if (domain.Videos.Count == 0 || domain.Videos[0] is not { } video || !run.AsksForPci(video) || !run.Wants(video))
        {
            return;
        }

        if (run.Buses.IsSlotFree(0, slot))
        {
            run.PlaceFixed(video, new PciPlace(0, slot, 0));
        }
        else
        {
            run.Place(video);
        }
    }
}
