using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>The names that devices have on the command line (completion.md 7). A user's own alias stays.</summary>
internal static class Aliases
{
    public static void Assign(Domain domain)
    {
        foreach (Disk disk in domain.Disks)
        {
            disk.Alias ??= OfDisk(domain, disk);
        }

        foreach (Interface nic in domain.Interfaces)
        {
            nic.Alias ??= nic.ActualType == InterfaceType.Hostdev ? NextHostdev(domain) : Next(domain.Interfaces, "net");
        }

        ByCounter(domain.Filesystems, "fs");
        ByPosition(domain.Sounds, "sound");
        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            hostdev.Alias ??= NextHostdev(domain);
        }

        ByPosition(domain.Redirdevs, "redir");
        ByPosition(domain.Videos, "video");
        foreach (Controller controller in domain.Controllers)
        {
            controller.Alias ??= OfController(domain, controller);
        }

        ByPosition(domain.Inputs, "input");
        ByPosition(domain.Parallels, "parallel");
        ByPosition(domain.Serials, "serial");
        ByPosition(domain.Channels, "channel");
        for (int i = 0; i < domain.Consoles.Count; i++)
        {
            GuestConsole console = domain.Consoles[i];
            console.Alias ??= i == 0 && console.TargetType == ConsoleTarget.Serial && domain.Serials.Count > 0 ? domain.Serials[0].Alias : Name("console", i);
        }

        ByPosition(domain.Hubs, "hub");
        ByPosition(domain.Shmems, "shmem");
        ByPosition(domain.Smartcards, "smartcard");
        ByPosition(domain.Watchdogs, "watchdog");
        if (domain.Memballoon is { Model: not MemballoonModel.None } balloon)
        {
            balloon.Alias ??= "balloon0";
        }

        ByCounter(domain.Rngs, "rng");
        ByPosition(domain.Tpms, "tpm");
        foreach (MemoryDevice memory in domain.MemoryDevices)
        {
            memory.Alias ??= OfMemory(domain, memory);
        }

        if (domain.Vsock is { } vsock)
        {
            vsock.Alias ??= "vsock0";
        }

        if (domain.Iommu is { } iommu)
        {
            iommu.Alias ??= "iommu0";
        }

        ByCounter(domain.Cryptos, "crypto");
        if (domain.Pstore is { } pstore)
        {
            pstore.Alias ??= "pstore0";
        }
    }

    private static string Name(string prefix, long number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    private static void ByPosition<T>(List<T> devices, string prefix)
        where T : Device
    {
        for (int i = 0; i < devices.Count; i++)
        {
            devices[i].Alias ??= Name(prefix, i);
        }
    }

    private static void ByCounter<T>(List<T> devices, string prefix)
        where T : Device
    {
        foreach (T device in devices)
        {
            device.Alias ??= Next(devices, prefix);
        }
    }

    /// <summary>The prefix with one more than the highest number in use.</summary>
    private static string Next<T>(List<T> devices, string prefix)
        where T : Device => Name(prefix, Highest(devices, prefix) + 1);

    private static string NextHostdev(Domain domain) => Name("hostdev", Math.Max(Highest(domain.Interfaces, "hostdev"), Highest(domain.Hostdevs, "hostdev")) + 1);

    private static long Highest<T>(List<T> devices, string prefix)
        where T : Device
    {
        long highest = -1;
        foreach (T device in devices)
        {
            if (device.Alias is { } alias && alias.StartsWith(prefix, StringComparison.Ordinal)
                && long.TryParse(alias.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                highest = Math.Max(highest, number);
            }
        }

        return highest;
    }

    private static string OfDisk(Domain domain, Disk disk)
    {
        if (disk.Address is DriveAddress drive)
        {
            string bus = DiskBusNames.All[disk.Bus!.Value];
            bool isShort = disk.Bus != DiskBus.Scsi
                || ControllerList.Find(domain.Controllers, ControllerType.Scsi, drive.Controller)?.Model == ControllerModel.LsiLogic;
            return isShort
                ? string.Create(CultureInfo.InvariantCulture, $"{bus}{drive.Controller}-{drive.Bus}-{drive.Unit}")
                : string.Create(CultureInfo.InvariantCulture, $"{bus}{drive.Controller}-{drive.Bus}-{drive.Target}-{drive.Unit}");
        }

        string prefix = disk.Bus switch
        {
            DiskBus.Virtio => "virtio-disk",
            DiskBus.Usb => "usb-disk",
            DiskBus.Xen => "xen-disk",
            DiskBus.Sd => "sd-disk",
            _ => DiskBusNames.All[disk.Bus!.Value] + "-disk",
        };
        return Name(prefix, DriveAddresses.TargetIndex(disk.TargetDev) ?? 0);
    }

    private static string OfController(Domain domain, Controller controller)
    {
        uint index = controller.Index!.Value;
        switch (controller.Type)
        {
            case ControllerType.Pci when !domain.HasPciMultibus():
                return "pci";
            case ControllerType.Pci:
                return Name(controller.Model == ControllerModel.PcieRoot ? "pcie." : "pci.", index);
            case ControllerType.Ide when index == 0 && domain.HasBuiltinIde():
            case ControllerType.Sata when index == 0 && domain.IsQ35():
                return "ide";
            case ControllerType.Usb when index == 0:
                return "usb";
            case ControllerType.Scsi when index == 0 && controller.Model == ControllerModel.Ncr53c90:
                return "scsi";
            default:
                return Name(ControllerTypeNames.All[controller.Type], index);
        }
    }

    private static string OfMemory(Domain domain, MemoryDevice memory) => memory.Model switch
    {
        MemoryModel.Dimm => Name("dimm", (memory.Address as DimmAddress)?.Slot ?? 0),
        MemoryModel.Nvdimm => Name("nvdimm", (memory.Address as DimmAddress)?.Slot ?? 0),
        MemoryModel.VirtioMem => Next(domain.MemoryDevices, "virtiomem"),
        MemoryModel.VirtioPmem => Next(domain.MemoryDevices, "virtiopmem"),
        _ => Next(domain.MemoryDevices, "epc"),
    };
}
