using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>The names that devices have on the command line (completion.md 7). A user's own alias stays.</summary>
internal static class Aliases
{
    /// <summary>Names each device of one kind that has no name yet.</summary>
    public delegate void Rule(Domain domain, IReadOnlyList<Device> devices);

    public static void Assign(Domain domain)
    {
        foreach (DeviceRow row in DeviceTable.AliasOrder)
        {
            row.Alias!(domain, row.Kind.Of(domain));
        }
    }

    /// <summary>The place in the list.</summary>
    public static Rule ByPosition(string prefix) => (_, devices) =>
    {
        for (int i = 0; i < devices.Count; i++)
        {
            devices[i].Alias ??= Name(prefix, i);
        }
    };

    /// <summary>One more than the highest number in use.</summary>
    public static Rule ByCounter(string prefix) => (_, devices) =>
    {
        foreach (Device device in devices)
        {
            device.Alias ??= Next(devices, prefix);
        }
    };

    /// <summary>Each by a rule of the kind's own.</summary>
    public static Rule Each<T>(Func<Domain, T, string?> name)
        where T : Device => (domain, devices) =>
    {
        foreach (Device device in devices)
        {
            device.Alias ??= name(domain, (T)device);
        }
    };

    public static string OfInterface(Domain domain, Interface nic) =>
        nic.ActualType == InterfaceType.Hostdev ? NextHostdev(domain) : Next(domain.Interfaces, "net");

    /// <summary>Host devices and the interfaces that are ones count together.</summary>
    public static string NextHostdev(Domain domain) =>
        Name("hostdev", Math.Max(Highest(domain.Interfaces, "hostdev"), Highest(domain.Hostdevs, "hostdev")) + 1);

    /// <summary>The first console, where it is the first serial once more, has its name.</summary>
    public static void Consoles(Domain domain, IReadOnlyList<Device> consoles)
    {
        for (int i = 0; i < consoles.Count; i++)
        {
            var console = (GuestConsole)consoles[i];
            console.Alias ??= i == 0 && console.TargetType == ConsoleTarget.Serial && domain.Serials.Count > 0 ? domain.Serials[0].Alias : Name("console", i);
        }
    }

    private static string Name(string prefix, long number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The prefix with one more than the highest number in use.</summary>
    public static string Next(IReadOnlyList<Device> devices, string prefix) => Name(prefix, Highest(devices, prefix) + 1);

    private static long Highest(IReadOnlyList<Device> devices, string prefix)
    {
        long highest = -1;
        foreach (Device device in devices)
        {
            if (device.Alias is { } alias && alias.StartsWith(prefix, StringComparison.Ordinal)
                && long.TryParse(alias.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                highest = Math.Max(highest, number);
            }
        }

        return highest;
    }

    public static string OfDisk(Domain domain, Disk disk)
    {
        if (disk.Address is DriveAddress drive)
        {
            string bus = DiskBus.Names[disk.Bus!.Value];
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
            _ => DiskBus.Names[disk.Bus!.Value] + "-disk",
        };
        // the number of a name as NVMe has it is -1 on other buses (black box: libvirt 12.8)
        return Name(prefix, DiskTarget.Nvme(disk.TargetDev) is null ? DriveAddresses.TargetIndex(disk.TargetDev) ?? 0 : -1);
    }

    public static string OfController(Domain domain, Controller controller)
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
                return Name(ControllerType.Names[controller.Type], index);
        }
    }

    public static string OfMemory(Domain domain, MemoryDevice memory) => memory.Model switch
    {
        MemoryModel.Dimm => Name("dimm", (memory.Address as DimmAddress)?.Slot ?? 0),
        MemoryModel.Nvdimm => Name("nvdimm", (memory.Address as DimmAddress)?.Slot ?? 0),
        MemoryModel.VirtioMem => Next(domain.MemoryDevices, "virtiomem"),
        MemoryModel.VirtioPmem => Next(domain.MemoryDevices, "virtiopmem"),
        _ => Next(domain.MemoryDevices, "epc"),
    };
}
