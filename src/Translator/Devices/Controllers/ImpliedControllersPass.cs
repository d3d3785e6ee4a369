using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>Controllers that devices name or need and the XML does not have (completion.md 5.3).</summary>
internal sealed class ImpliedControllersPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        AddForDisks(context, DiskBus.Scsi, ControllerType.Scsi);
        AddForDisks(context, DiskBus.Fdc, ControllerType.Fdc);
        AddForDisks(context, DiskBus.Ide, ControllerType.Ide);
        AddForDisks(context, DiskBus.Sata, ControllerType.Sata);
        AddForDisks(context, DiskBus.Nvme, ControllerType.Nvme);
        NvmeSerials(domain);
        foreach (Channel channel in domain.Channels)
        {
            if (channel.TargetType == ChannelTarget.Virtio)
            {
                Add(context, ControllerType.VirtioSerial, (channel.Address as VirtioSerialAddress)?.Controller ?? 0);
            }
        }

        foreach (GuestConsole console in domain.Consoles)
        {
            if (console.TargetType == ConsoleTarget.Virtio)
            {
                Add(context, ControllerType.VirtioSerial, (console.Address as VirtioSerialAddress)?.Controller ?? 0);
            }
        }

        foreach (Smartcard smartcard in domain.Smartcards)
        {
            smartcard.Address ??= new CcidAddress { Slot = NextCcidSlot(domain) };
            if (smartcard.Address is CcidAddress address)
            {
                Add(context, ControllerType.Ccid, address.Controller);
            }
        }

        HostdevControllersPass.Ensure(context, domain.Hostdevs.Count);
    }

    private static void AddForDisks(TranslationContext context, DiskBus bus, ControllerType type)
    {
        long highest = -1;
        foreach (Disk disk in context.Domain.Disks)
        {
            if (disk.Bus == bus && disk.Address is DriveAddress address)
            {
                highest = Math.Max(highest, AutomaticControllers.Counted(address.Controller, disk.Position));
            }
        }

        for (uint index = 0; index <= highest; index++)
        {
            Add(context, type, index);
        }
    }

    /// <summary>A controller without a serial takes its disks' (versions.md 2).</summary>
    private static void NvmeSerials(Domain domain)
    {
        foreach (Disk disk in domain.Disks)
        {
            if (disk is not { Bus: DiskBus.Nvme, Address: DriveAddress address, Serial: { } serial }
                || ControllerList.Find(domain.Controllers, ControllerType.Nvme, address.Controller) is not { } controller)
            {
                continue;
            }

            controller.Serial ??= serial;
            if (controller.Serial != serial)
            {
                throw new DomainException(
                    "Conflicting NVME disk serial number, all disks on a controller must have the same serial number as the controller itself", disk.Position);
            }
        }
    }

    private static void Add(TranslationContext context, ControllerType type, uint index)
    {
        if (ControllerList.Find(context.Domain.Controllers, type, index) is null)
        {
            AutomaticControllers.Add(context.Domain, context.Rules, new Controller { Type = type, Index = index });
        }
    }

    private static uint NextCcidSlot(Domain domain)
    {
        uint next = 0;
        foreach (Smartcard other in domain.Smartcards)
        {
            if (other.Address is CcidAddress { Controller: 0 } address)
            {
                next = Math.Max(next, address.Slot + 1);
            }
        }

        return next;
    }
}
