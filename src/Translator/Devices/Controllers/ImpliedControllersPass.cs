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
        AddForDisks(domain, DiskBus.Scsi, ControllerType.Scsi);
        AddForDisks(domain, DiskBus.Fdc, ControllerType.Fdc);
        AddForDisks(domain, DiskBus.Ide, ControllerType.Ide);
        AddForDisks(domain, DiskBus.Sata, ControllerType.Sata);
        AddForDisks(domain, DiskBus.Nvme, ControllerType.Nvme);
        NvmeSerials(domain);
        foreach (Channel channel in domain.Channels)
        {
            if (channel.TargetType == ChannelTarget.Virtio)
            {
                Add(domain, ControllerType.VirtioSerial, (channel.Address as VirtioSerialAddress)?.Controller ?? 0);
            }
        }

        foreach (GuestConsole console in domain.Consoles)
        {
            if (console.TargetType == ConsoleTarget.Virtio)
            {
                Add(domain, ControllerType.VirtioSerial, (console.Address as VirtioSerialAddress)?.Controller ?? 0);
            }
        }

        foreach (Smartcard smartcard in domain.Smartcards)
        {
            smartcard.Address ??= new CcidAddress { Slot = NextCcidSlot(domain) };
            if (smartcard.Address is CcidAddress address)
            {
                Add(domain, ControllerType.Ccid, address.Controller);
            }
        }

        HostdevControllersPass.Ensure(domain, domain.Hostdevs.Count);
    }

    private static void AddForDisks(Domain domain, DiskBus bus, ControllerType type)
    {
        long highest = -1;
        foreach (Disk disk in domain.Disks)
        {
            if (disk.Bus == bus && disk.Address is DriveAddress address)
            {
                highest = Math.Max(highest, address.Controller);
            }
        }

        for (uint index = 0; index <= highest; index++)
        {
            Add(domain, type, index);
        }
    }

    /// <summary>A controller without a serial takes its disks' (versions.md 2).</summary>
    private static void NvmeSerials(Domain domain)
    {
        foreach (Disk disk in domain.Disks)
        {
            if (disk is not { Bus: DiskBus.Nvme, Address: DriveAddress address, Serial: { } serial } || ControllerList.Find(domain.Controllers, ControllerType.Nvme, address.Controller) is not { } controller)
            {
                continue;
            }

            controller.Serial ??= serial;
            if (controller.Serial != serial)
            {
                throw new DomainException("Conflicting NVME disk serial number, all disks on a controller must have the same serial number as the controller itself", disk.Position);
            }
        }
    }

    private static void Add(Domain domain, ControllerType type, uint index)
    {
        if (ControllerList.Find(domain.Controllers, type, index) is null)
        {
            ControllerList.Insert(domain.Controllers, new Controller { Type = type, Index = index });
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
