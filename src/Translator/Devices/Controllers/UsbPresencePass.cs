using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>What the XML's USB controllers cannot be together with (addresses.md 7): model none stands for no USB at all, companions need a master.</summary>
internal sealed class UsbPresencePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        bool isDisabled = false;
        bool hasOther = false;
        int count = 0;
        bool hasMaster = false;
        bool hasCompanion = false;
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type != ControllerType.Usb)
            {
                continue;
            }

            isDisabled |= controller.Model == ControllerModel.UsbNone;
            hasOther |= count++ > 0;
            hasMaster |= controller.MasterStartPort is null;
            hasCompanion |= controller.MasterStartPort is not null;
        }

        if (isDisabled && hasOther)
        {
            throw new DomainException("Can't add another USB controller: USB is disabled for this domain");
        }

        if (hasCompanion && !hasMaster && !isDisabled)
        {
            throw new DomainException("No master USB controller specified");
        }

        if (!isDisabled)
        {
            return;
        }

        foreach (Input input in domain.Inputs)
        {
            if (input.Bus == InputBus.Usb)
            {
                throw new DomainException("Can't add USB input device. USB bus is disabled", input.Position);
            }
        }

        if (domain.Hubs.Count > 0)
        {
            throw new DomainException("Can't add USB hub: USB is disabled for this domain", domain.Hubs[0].Position);
        }

        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            if (hostdev.Source is UsbHostdevSource)
            {
                throw new DomainException("Can't add host USB device: USB is disabled in this host", hostdev.Position);
            }
        }
    }
}
